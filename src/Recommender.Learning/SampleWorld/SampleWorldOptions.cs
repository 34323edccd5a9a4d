namespace Recommender.Learning.SampleWorld;

/// <summary>How large a sample world is.</summary>
public sealed record SampleWorldOptions
{
    /// <summary>Number of titles, 10 to 1,000,000.</summary>
    public int Titles { get; init; } = 12_000;

    /// <summary>Number of members, 1 to 10,000,000.</summary>
    public int Members { get; init; } = 50_000;

    /// <summary>Artworks of a title, 0 to 64: stills, posters, and one trailer in six.</summary>
    public int ArtworksPerTitle { get; init; } = 6;

    /// <summary>Titles that a member has watched, at the median, 1 to 1,000. Some watch ten times as many.</summary>
    public int TitlesPerMember { get; init; } = 30;

    /// <summary>The moment at which the world is looked at: nothing happened after it.</summary>
    public DateTimeOffset Now { get; init; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The same seed and sizes give the same world.</summary>
    public int Seed { get; init; } = 1;

    internal void Check()
    {
        Require(Titles, 10, 1_000_000, nameof(Titles));
        Require(Members, 1, 10_000_000, nameof(Members));
        Require(ArtworksPerTitle, 0, 64, nameof(ArtworksPerTitle));
        Require(TitlesPerMember, 1, 1_000, nameof(TitlesPerMember));
    }

    private static void Require(int value, int least, int most, string name)
    {
        if (value < least || value > most) throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; allowed {least}..{most}");
    }
}
