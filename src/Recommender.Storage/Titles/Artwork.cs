namespace Recommender.Storage.Titles;

/// <summary>A still, poster or trailer of a title.</summary>
/// <param name="Id">Its id, 1 to 128 bytes of UTF-8.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Uri">Where it is, 0 to 2,048 bytes of UTF-8; handed on as it is.</param>
/// <param name="Depicts">What it shows; at most 255 tags, also ones that the title does not bear.</param>
#pragma warning disable CA1054, CA1056 // Handed on, never opened.
public sealed record Artwork(string Id, ArtworkKind Kind, string Uri, IReadOnlyList<Tag> Depicts);
#pragma warning restore CA1054, CA1056
