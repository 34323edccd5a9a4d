namespace Recommender.Benchmarks.Pages;

/// <summary>Micro-genres: pairs and triples of tags of different groups that neither few nor very many titles have.</summary>
internal sealed class Genres
{
    private const int Most = 1_500;
    private const int FewestTitles = 30;

    public Genres(TagWorld world, int seed)
    {
        var mostTitles = world.Tags.Length / 20;
        var counts = new Dictionary<(int, int, int), int>();
        foreach (var tags in world.Tags)
        {
            foreach (var genre in Of(world, tags)) counts[genre] = counts.GetValueOrDefault(genre) + 1;
        }

        var random = new Random(seed);
        var kept = counts.Where(pair => pair.Value >= FewestTitles && pair.Value <= mostTitles).Select(static pair => pair.Key).Order().ToArray();
        random.Shuffle(kept);
        kept = kept[..Math.Min(Most, kept.Length)];
        Tags = [.. kept.Select(static genre => genre.Item3 < 0 ? new[] { genre.Item1, genre.Item2 } : [genre.Item1, genre.Item2, genre.Item3])];
        var numbers = kept.Select(static (genre, number) => (genre, number)).ToDictionary(static pair => pair.genre, static pair => pair.number);
        Titles = [.. Tags.Select(static _ => new List<(int, float)>())];
        OfTitle = new int[world.Tags.Length][];
        for (var row = 0; row < OfTitle.Length; row++)
        {
            var own = new List<(float Strength, int Genre)>();
            foreach (var genre in Of(world, world.Tags[row]))
            {
                if (!numbers.TryGetValue(genre, out var number)) continue;
                var strength = Tags[number].Average(tag => world.Weights[row][Array.IndexOf(world.Tags[row], tag)]);
                own.Add((strength, number));
                Titles[number].Add((row, strength));
            }

            OfTitle[row] = [.. own.OrderByDescending(static pair => pair.Strength).Select(static pair => pair.Genre)];
        }

        foreach (var titles in Titles) titles.Sort(static (one, other) => other.Strength.CompareTo(one.Strength));
    }

    /// <summary>By micro-genre.</summary>
    public int[][] Tags { get; }

    /// <summary>By micro-genre, strongest first.</summary>
    public List<(int Row, float Strength)>[] Titles { get; }

    /// <summary>By title, strongest first.</summary>
    public int[][] OfTitle { get; }

    private static IEnumerable<(int, int, int)> Of(TagWorld world, int[] tags)
    {
        int[] sorted = [.. tags.Where(tag => world.GroupOfTag[tag] is not "language").Order()];
        for (var i = 0; i < sorted.Length; i++)
        {
            for (var j = i + 1; j < sorted.Length; j++)
            {
                if (world.GroupOfTag[sorted[i]] == world.GroupOfTag[sorted[j]]) continue;
                yield return (sorted[i], sorted[j], -1);
                for (var k = j + 1; k < sorted.Length; k++)
                {
                    if (world.GroupOfTag[sorted[j]] != world.GroupOfTag[sorted[k]]) yield return (sorted[i], sorted[j], sorted[k]);
                }
            }
        }
    }
}
