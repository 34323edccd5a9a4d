using Recommender.Numerics;

namespace Recommender.Ranking.Catalogs;

/// <summary>Memory that searches work in, kept between requests. One thread at a time.</summary>
public sealed class TitleSearchScratch
{
    /// <summary>Of exact searches.</summary>
    public TopKScratch Exact { get; } = new();

    /// <summary>Of searches in an inverted file.</summary>
    public InvertedFileScratch InvertedFile { get; } = new();
}
