namespace Recommender.Server.Artworks;

/// <summary>Counts as they were at one moment.</summary>
/// <param name="Contexts">Names of the contexts.</param>
/// <param name="Rows">What was seen of each artwork.</param>
internal sealed record CountsCopy(string[] Contexts, IReadOnlyList<(ulong Title, int Context, ulong Artwork, bool IsTrailer, double Weight, double Reward)> Rows)
{
    /// <summary>Copies counts.</summary>
    public static CountsCopy Of(ArtworkCounts counts)
    {
        var rows = new List<(ulong, int, ulong, bool, double, double)>(4 * counts.Tallies.Count);
        foreach (var ((title, context), tally) in counts.Tallies)
        {
            for (var i = 0; i < tally.Artworks.Length; i++) rows.Add((title, context, tally.Artworks[i], tally.AreTrailers[i], tally.Weights[i], tally.Rewards[i]));
        }

        return new([.. counts.Contexts], rows);
    }
}
