namespace Recommender.Server.Artworks;

/// <summary>A title with its artworks, as decisions show it.</summary>
/// <param name="Number">Stands for it in what is remembered of decisions; never given twice.</param>
/// <param name="Hash">Of its id.</param>
/// <param name="Artworks">Hashes of the ids of its artworks: images, then trailers.</param>
/// <param name="Images">How many of these are images.</param>
internal sealed record DefinedTitle(uint Number, ulong Hash, ulong[] Artworks, int Images)
{
    /// <summary>What the same title was before, while decisions that showed it so may be remembered; null where they are not.</summary>
    public DefinedTitle? Earlier { get; set; }

    /// <summary>Whether it has these artworks in this order.</summary>
    public bool Has(ulong[] artworks, int images) => Images == images && Artworks.AsSpan().SequenceEqual(artworks);
}
