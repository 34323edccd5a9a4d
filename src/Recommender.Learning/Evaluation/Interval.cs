namespace Recommender.Learning.Evaluation;

/// <summary>A figure and the bounds between which it lies with 95 % confidence.</summary>
/// <param name="Value">The figure.</param>
/// <param name="Low">The lower bound; NaN where none was computed.</param>
/// <param name="High">The upper bound.</param>
public readonly record struct Interval(double Value, double Low, double High)
{
    /// <summary>Whether two intervals have no number in common.</summary>
    public bool IsApartFrom(Interval other) => Low > other.High || other.Low > High;
}
