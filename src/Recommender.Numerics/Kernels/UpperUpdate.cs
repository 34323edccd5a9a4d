namespace Recommender.Numerics.Kernels;

/// <summary>A sum of outer products for the upper half of a square matrix: to[i, j] += Σᵣ left[r, i] · right[r, j], j ≥ i.</summary>
internal readonly unsafe struct UpperUpdate(float* left, float* right, int depth, float* to, int size)
{
    /// <summary>The left factors. Kernels read some elements past the last row.</summary>
    public float* Left => left;

    /// <summary>Elements from one left row to the next.</summary>
    public required nint LeftStride { get; init; }

    /// <summary>The right factors, which start on a cache line and are padded to whole ones.</summary>
    public float* Right => right;

    /// <summary>Elements from one right row to the next.</summary>
    public required nint RightStride { get; init; }

    /// <summary>Number of rows on either side.</summary>
    public int Depth => depth;

    /// <summary>The matrix, whose rows start on cache lines. What is below the diagonal may be written to, and is never read for what is above.</summary>
    public float* To => to;

    /// <summary>Elements from one row of the matrix to the next.</summary>
    public required nint Stride { get; init; }

    /// <summary>Rows and columns of the matrix.</summary>
    public int Size => size;
}
