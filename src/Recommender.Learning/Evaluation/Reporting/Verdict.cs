namespace Recommender.Learning.Evaluation.Reporting;

/// <summary>What the interval of a difference says.</summary>
public enum Verdict
{
    /// <summary>The interval holds zero: nobody can tell the two apart.</summary>
    Level,

    /// <summary>All of the interval is above zero.</summary>
    Better,

    /// <summary>All of the interval is below zero.</summary>
    Worse,
}
