namespace Recommender.Storage.Tests.Faults;

/// <summary>What goes wrong, how often, out of one seed: chances in [0, 1] for each operation.</summary>
public sealed record FaultPlan(int Seed)
{
    /// <summary>A write answers with an error and leaves nothing.</summary>
    public double FailedWrites { get; init; }

    /// <summary>A read answers with an error.</summary>
    public double FailedReads { get; init; }

    /// <summary>A flush fails, and so does everything after it.</summary>
    public double FailedFlushes { get; init; }

    /// <summary>A read comes back with one bit turned over.</summary>
    public double FlippedBits { get; init; }

    /// <summary>The callback of a read waits for some of the operations after it. Where there are no segments, FASTER reads its own files and waits without asking again.</summary>
    public double DelayedReads { get; init; }

    /// <summary>The number of operations after which the power goes, or -1: never.</summary>
    public int PowerCutAfter { get; init; } = -1;
}
