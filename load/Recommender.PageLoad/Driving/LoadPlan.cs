namespace Recommender.PageLoad.Driving;

/// <summary>How much load, and how long.</summary>
internal sealed record LoadPlan
{
    /// <summary>What every answer must be.</summary>
    public PageShape Shape { get; init; } = new(10, 20);

    /// <summary>HTTP/2 connections.</summary>
    public int Connections { get; init; } = 4;

    /// <summary>Calls in flight on each while the most is looked for.</summary>
    public int Streams { get; init; } = 4;

    /// <summary>Full load before anything counts, in seconds.</summary>
    public double WarmUpSeconds { get; init; } = 5;

    /// <summary>Full load that is measured, in seconds.</summary>
    public double SaturationSeconds { get; init; } = 5;

    /// <summary>Length of a round at a fixed rate, in seconds.</summary>
    public double Seconds { get; init; } = 15;

    /// <summary>Rounds.</summary>
    public int Rounds { get; init; } = 3;

    /// <summary>Share of the saturated rate that is asked for in a round.</summary>
    public double Share { get; init; } = 0.5;

    /// <summary>Calls a second in a round; null for the share of the saturated rate.</summary>
    public double? Rate { get; init; }

    /// <summary>Draws members.</summary>
    public int Seed { get; init; } = 1;
}
