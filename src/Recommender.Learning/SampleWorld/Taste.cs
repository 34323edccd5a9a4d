namespace Recommender.Learning.SampleWorld;

/// <summary>A kind of film that some people like: which tags go together. Titles are made after tastes, and members have a few each.</summary>
internal sealed record Taste(int[] Genres, int[] Moods, int[] Places, int[] Themes, int[] People, int Decade)
{
    public static Taste[] Draw(Vocabulary words, int count, Random random) => [.. Enumerable.Range(0, count).Select(_ => Draw(words, random))];

    private static Taste Draw(Vocabulary words, Random random) => new(
        Some(words.Genre, 2, random),
        Some(words.Mood, 3, random),
        Some(words.Place, 2, random),
        Some(words.Theme, 5, random),
        Some(words.People, 6, random),
        Vocabulary.FirstDecade + (10 * (Vocabulary.Decades - 1 - (int)(Vocabulary.Decades * Math.Pow(random.NextDouble(), 1.7)))));

    private static int[] Some(Range range, int count, Random random)
    {
        var rows = Enumerable.Range(range.Start.Value, range.End.Value - range.Start.Value).ToArray();
        random.Shuffle(rows);
        return rows[..count];
    }
}
