namespace Recommender.Numerics;

/// <summary>What every matrix and kernel of this project takes.</summary>
public static class MatrixLimits
{
    /// <summary>Most elements of a row. Bounds sums of int8 products below 2³¹ and query buffers to a few kilobytes.</summary>
    public const int MaxDimension = 2048;

    /// <summary>Most queries that share one pass over a matrix.</summary>
    public const int MaxQueries = 8;
}
