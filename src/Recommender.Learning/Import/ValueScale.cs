namespace Recommender.Learning.Import;

/// <summary>Which values there may be.</summary>
/// <param name="Least">Least allowed.</param>
/// <param name="Greatest">Greatest allowed.</param>
public readonly record struct ValueScale(float Least, float Greatest)
{
    /// <summary>Whether a value is on it; NaN is not.</summary>
    public bool Contains(float value) => value >= Least && value <= Greatest;

    /// <summary>As people read it, such as <c>0.5..5</c>.</summary>
    public override string ToString() => $"{Least}..{Greatest}";
}
