using Recommender.Numerics;

namespace Recommender.Ranking.Tastes;

/// <summary>Micro-genres of a generation by row. Immutable.</summary>
public sealed class MicroGenreTable
{
    /// <summary>Names, such as <c>Gritty Crime Dramas from the 1970s</c>.</summary>
    public required string[] Names { get; init; }

    /// <summary>By micro-genre, a name that stays from model to model, such as <c>micro-genre:8f3a…</c>, in UTF-8.</summary>
    public required byte[][] RowIds { get; init; }

    /// <summary>Tags that make each.</summary>
    public required CompressedRows<int> Tags { get; init; }

    /// <summary>Mean direction of its titles, norm 1 or zeros, shape (micro-genres, d).</summary>
    public required AlignedMatrix<float> Directions { get; init; }

    /// <summary>Number of micro-genres.</summary>
    public int Count => Names.Length;
}
