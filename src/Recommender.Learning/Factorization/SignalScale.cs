namespace Recommender.Learning.Factorization;

/// <summary>How values are placed between the least and the greatest.</summary>
public enum SignalScale
{
    /// <summary>As they are: for ratings.</summary>
    Linear,

    /// <summary>By ln(1 + v), v from 0: for counts and durations, of which few are large.</summary>
    Logarithmic,
}
