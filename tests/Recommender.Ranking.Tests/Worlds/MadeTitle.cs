namespace Recommender.Ranking.Tests.Worlds;

/// <summary>A title written out.</summary>
internal sealed record MadeTitle
{
    public float[] Embedding { get; init; } = [1, 0];

    public float Popularity { get; init; }

    public float Trend { get; init; }

    public long AddedAt { get; init; }

    /// <summary>All weigh the same.</summary>
    public int[] Tags { get; init; } = [];

    public int[] CapKeys { get; init; } = [];

    /// <summary>For each image the tags that it depicts.</summary>
    public int[][] Images { get; init; } = [];

    public int[][] Trailers { get; init; } = [];

    /// <summary>Why nobody may see it.</summary>
    public string? Obstacle { get; init; }
}
