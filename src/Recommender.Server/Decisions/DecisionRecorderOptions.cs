namespace Recommender.Server.Decisions;

/// <summary>How decisions are recorded.</summary>
internal sealed record DecisionRecorderOptions
{
    /// <summary>How many of a hundred answers are recorded, 0 to 100.</summary>
    public int Percent { get; init; } = 100;

    /// <summary>Answers that may wait to be written; what comes beyond is dropped. From 1.</summary>
    public int Waiting { get; init; } = 4_096;

    /// <summary>Bytes that they may take.</summary>
    public long WaitingBytes { get; init; } = 64L << 20;

    /// <summary>Events that may wait likewise. From 1.</summary>
    public int WaitingOutcomes { get; init; } = 64 << 10;
}
