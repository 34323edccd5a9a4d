namespace Recommender.Learning.Artworks;

/// <summary>Refuses artworks and tags that do not fit together.</summary>
internal static class ArtworkShapes
{
    public static void Check(IReadOnlyList<IReadOnlyList<int[]>> depicts, IReadOnlyList<double[]> tagMatch)
    {
        var tags = tagMatch.Count == 0 ? 0 : tagMatch[0].Length;
        for (var persona = 0; persona < tagMatch.Count; persona++)
        {
            if (tagMatch[persona].Length != tags) throw new ArgumentException($"persona {persona} has {tagMatch[persona].Length} tags and persona 0 has {tags}; allowed is the same number", nameof(tagMatch));
            if (Array.Exists(tagMatch[persona], static match => !double.IsFinite(match))) throw new ArgumentException($"a tag's match with persona {persona} is not finite", nameof(tagMatch));
        }

        for (var title = 0; title < depicts.Count; title++)
        {
            if (depicts[title].Count == 0) throw new ArgumentException($"title {title} has no artwork; allowed is from 1", nameof(depicts));
            foreach (var artwork in depicts[title])
            {
                if (Array.Exists(artwork, tag => tag < 0 || tag >= tags)) throw new ArgumentException($"an artwork of title {title} depicts the tags {string.Join(", ", artwork)}; allowed are 0..{tags - 1}", nameof(depicts));
                if (artwork.Distinct().Count() != artwork.Length) throw new ArgumentException($"an artwork of title {title} depicts the tags {string.Join(", ", artwork)}; allowed is each once", nameof(depicts));
            }
        }
    }
}
