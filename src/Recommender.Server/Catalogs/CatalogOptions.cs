using Recommender.Ranking.Recipes;

namespace Recommender.Server.Catalogs;

/// <summary>How the catalogue is kept and searched.</summary>
public sealed record CatalogOptions
{
    private const int SmallPart = 4;
    private const int LargePart = 256;

    /// <summary>Titles from which an inverted file takes the place of the exact search, from 1.</summary>
    public int InvertedFileFrom { get; init; } = 300_000;

    /// <summary>Changed titles that are merged, unless the catalogue is small or very large; from 1.</summary>
    public int UsualRecent { get; init; } = 1_024;

    /// <summary>Time between two generations that changes of titles lead to: those that come meanwhile share one.</summary>
    public TimeSpan PublishEvery { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>File that keeps which model was chosen; null to keep that nowhere.</summary>
    public string? ChosenModelFile { get; init; }

    /// <summary>How pages are made.</summary>
    public Recipe Recipe { get; init; } = new();

    // Lists such as the most popular are of the settled part: of a small catalogue it holds most all the same.
    internal int MostRecent(int settled) => Math.Max(Math.Min(UsualRecent, settled / SmallPart), settled / LargePart);
}
