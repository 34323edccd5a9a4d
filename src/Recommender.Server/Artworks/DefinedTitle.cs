namespace Recommender.Server.Artworks;

/// <summary>A title with its artworks, as decisions show it. Immutable.</summary>
/// <param name="Hash">Of its id.</param>
/// <param name="Artworks">Hashes of the ids of its artworks: images, then trailers.</param>
/// <param name="Images">How many of these are images.</param>
internal sealed record DefinedTitle(ulong Hash, ulong[] Artworks, int Images)
{
    /// <summary>Whether another is of the same title with the same artworks in the same order.</summary>
    public bool IsLike(DefinedTitle other) => Hash == other.Hash && Images == other.Images && Artworks.AsSpan().SequenceEqual(other.Artworks);
}
