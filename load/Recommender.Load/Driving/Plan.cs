namespace Recommender.Load.Driving;

/// <summary>How much is measured.</summary>
internal sealed record Plan
{
    /// <summary>Times that every endpoint is measured.</summary>
    public int Rounds { get; init; } = 9;

    /// <summary>Length of one measurement, in seconds; the number of requests follows from it.</summary>
    public double Seconds { get; init; } = 5;

    /// <summary>HTTP/2 connections of the load generator.</summary>
    public int Connections { get; init; } = 4;

    /// <summary>Calls in flight on each connection.</summary>
    public int Streams { get; init; } = 32;

    /// <summary>Threads of the load generator.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Whether only to see that everything works: one round of few requests, and nothing written to the results.</summary>
    public bool IsDry { get; init; }
}
