namespace Recommender.Measuring.Selection;

/// <summary>Finds the highest of many finite scores: what one would put behind a scan of all rows.</summary>
public interface ISelection
{
    /// <summary>How it goes about it.</summary>
    string Name { get; }

    /// <summary>Writes the numbers of the highest scores, best first, equal ones by number.</summary>
    /// <param name="scores">Finite, shape (n).</param>
    /// <param name="best">Its length is K, from 1.</param>
    /// <returns>How many were written: K, or n if that is less.</returns>
    int Run(ReadOnlySpan<float> scores, Span<int> best);
}
