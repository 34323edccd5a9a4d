namespace Recommender.Storage.Titles;

/// <summary>What an artwork is.</summary>
#pragma warning disable CA1028, CA1008 // One byte on disk, and none is nothing.
public enum ArtworkKind : byte
#pragma warning restore CA1028, CA1008
{
    /// <summary>A still.</summary>
    Still = 1,

    /// <summary>A poster.</summary>
    Poster = 2,

    /// <summary>A trailer.</summary>
    Trailer = 3,
}
