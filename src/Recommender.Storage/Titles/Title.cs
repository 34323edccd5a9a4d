using Recommender.Storage.Members;

namespace Recommender.Storage.Titles;

/// <summary>A film or series, as its owner describes it; its id is the key that it is stored by.</summary>
public sealed record Title
{
    /// <summary>Its name, 0 to 1,024 bytes of UTF-8.</summary>
    public required string Name { get; init; }

    /// <summary>The year that it is of; 0 where that is unknown.</summary>
    public short Year { get; init; }

    /// <summary>What it is.</summary>
    public TitleKind Kind { get; init; }

    /// <summary>The least age that it is for, in years.</summary>
    public byte Maturity { get; init; }

    /// <summary>When it joined the catalogue, in seconds since 1970, UTC.</summary>
    public long AddedAt { get; init; }

    /// <summary>The franchise that it belongs to, 0 to 128 bytes of UTF-8; empty where it stands alone.</summary>
    public string Franchise { get; init; } = "";

    /// <summary>The tags that it bears, each once; with those that its artworks depict at most 1,024.</summary>
    public IReadOnlyList<TitleTag> Tags { get; init; } = [];

    /// <summary>Its artworks, at most 256.</summary>
    public IReadOnlyList<Artwork> Artworks { get; init; } = [];

    /// <summary>Where and when it may be shown; at most 1,024. Without any it may not be shown.</summary>
    public IReadOnlyList<AvailabilityWindow> Availability { get; init; } = [];

    /// <summary>Its people, in the order of their weight; at most 512.</summary>
    public IReadOnlyList<Credit> People { get; init; } = [];

    /// <summary>Its embedding, at most <see cref="PortraitLimits.Dimension"/> elements; empty where it has none.</summary>
    public ReadOnlyMemory<float> Embedding { get; init; }

    /// <summary>The model in whose space the embedding is; 0 where nobody said.</summary>
    public uint EmbeddingModel { get; init; }

    /// <summary>How the embedding is kept.</summary>
    public EmbeddingPrecision Precision { get; init; }
}
