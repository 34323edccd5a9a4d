namespace Recommender.Load.Driving;

/// <summary>What an endpoint is in the table for.</summary>
internal enum Judgement
{
    /// <summary>It has to keep the promises.</summary>
    Judged,

    /// <summary>It is measured for comparison.</summary>
    Shown,

    /// <summary>The others are measured against it.</summary>
    Baseline,
}
