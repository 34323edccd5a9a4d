using Recommender.Learning.Data;

namespace Recommender.Learning.Tests.Factorization;

/// <summary>Seeded interactions.</summary>
internal static class Worlds
{
    /// <summary>Members who choose by chance, each from none to most titles, with ratings from 1 to 5 and times.</summary>
    public static Interactions Random(int members, int titles, double share, int seed = 1)
    {
        var random = new Random(seed);
        return Of(titles, [.. Enumerable.Range(0, members).Select(_ =>
        {
            var personal = share * 2 * random.NextDouble();
            return (IEnumerable<(int, float)>)[.. Enumerable.Range(0, titles).Where(_ => random.NextDouble() < personal).Select(title => (title, 1f + random.Next(5)))];
        })]);
    }

    /// <summary>Members and titles of some groups; members choose titles of their own group, and a few others.</summary>
    public static Interactions Groups(int members, int titles, int groups, double own, double other, int seed = 1)
    {
        var random = new Random(seed);
        return Of(titles, [.. Enumerable.Range(0, members).Select(member =>
            (IEnumerable<(int, float)>)[.. Enumerable.Range(0, titles)
                .Where(title => random.NextDouble() < (title % groups == member % groups ? own : other))
                .Select(title => (title, 1f))])]);
    }

    /// <summary>From what each member chose; the times are days that follow each other.</summary>
    public static Interactions Of(int titles, params IEnumerable<(int Title, float Value)>[] members)
    {
        var offsets = new long[members.Length + 1];
        var cells = new List<(int Title, float Value, long Time)>();
        for (var member = 0; member < members.Length; member++)
        {
            foreach (var (title, value) in members[member]) cells.Add((title, value, (1 + cells.Count - offsets[member]) * 86_400));
            offsets[member + 1] = cells.Count;
        }

        return new Interactions(
            titles, offsets, [.. cells.Select(cell => cell.Title)], [.. cells.Select(cell => cell.Value)], [.. cells.Select(cell => cell.Time)]);
    }
}
