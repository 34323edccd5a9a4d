using Recommender.Numerics;
using Recommender.Ranking.Catalogs;

namespace Recommender.Server.Catalogs;

/// <summary>Does with a new part what requests will do, so that none of them is the first.</summary>
internal static class PartWarmth
{
    private const int Best = 100;

    /// <summary>Looks what viewers may see, and searches.</summary>
    /// <param name="part">The part.</param>
    /// <param name="viewers">Those that are in use.</param>
    public static void Warm(BuiltPart part, IReadOnlyCollection<ViewerKey> viewers)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        foreach (var viewer in viewers) part.Access.Allowed(viewer.At(now));
        if (part.Count == 0) return;
        var all = new ulong[(part.Count + 63) >> 6];
        Array.Fill(all, ulong.MaxValue);
        part.Columns.Search.Search(part.Columns.Embeddings[0], new ScoredRow[Best], new TitleSearchScratch(), all);
    }
}
