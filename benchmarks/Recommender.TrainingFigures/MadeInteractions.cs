using Recommender.Learning.Data;

namespace Recommender.TrainingFigures;

/// <summary>Interactions as catalogues have them: few titles are chosen often, most seldom, and some members choose much more than others.</summary>
internal static class MadeInteractions
{
    public static Interactions Of(int members, int titles, int each)
    {
        var random = new Random(1);
        var (offsets, rows) = (new long[members + 1], new List<int>(members * each));
        var chosen = new HashSet<int>();
        for (var member = 0; member < members; member++)
        {
            chosen.Clear();
            var wanted = (int)(each / 2.0 * (1 - Math.Log(1 - random.NextDouble())));
            for (var draw = 0; draw < wanted; draw++) chosen.Add((int)(titles * Math.Pow(random.NextDouble(), 3)));
            rows.AddRange(chosen);
            offsets[member + 1] = rows.Count;
        }

        float[] values = [.. rows.Select(_ => 1f + random.Next(5))];
        return new Interactions(titles, offsets, [.. rows], values, new long[rows.Count]);
    }
}
