namespace Recommender.Learning.Factorization;

/// <summary>What one side of the interactions is fitted to, row by row: whom or what, with which confidence and target.</summary>
internal abstract class SignalRows
{
    /// <summary>Number of rows.</summary>
    public abstract int Count { get; }

    /// <summary>Number of rows on the other side.</summary>
    public abstract int Others { get; }

    /// <summary>Rows of the other side that a row is fitted to, shape (n).</summary>
    public abstract ReadOnlySpan<int> this[int row] { get; }

    /// <summary>Writes the confidences and targets of a row, shape (n) each.</summary>
    public abstract void Read(int row, Span<float> weights, Span<float> targets);
}
