using Recommender.PageLoad.Wire;

namespace Recommender.PageLoad.Driving;

/// <summary>What came over one connection. Written by the thread that reads it, read when nothing is in flight.</summary>
internal class Tally : ICallSink
{
    private const int MostFailuresKept = 5;

    /// <summary>From when each call should have been sent to its last byte; of those that ended well.</summary>
    public LatencyHistogram Latencies { get; } = new();

    /// <summary>Calls that ended otherwise.</summary>
    public long FailureCount { get; private set; }

    /// <summary>The first of these, in words.</summary>
    public List<string> Failures { get; } = [];

    /// <summary>Messages that were to be kept.</summary>
    public List<byte[]> Kept { get; } = [];

    /// <inheritdoc/>
    public virtual void Answered(in Answer answer)
    {
        if (answer.Failure is { } failure)
        {
            FailureCount++;
            if (Failures.Count < MostFailuresKept) Failures.Add(failure);
            return;
        }

        Latencies.Add(answer.Came - answer.Due);
        if (answer.Message is { } message) Kept.Add(message);
    }

    /// <summary>Takes over what another has.</summary>
    public void Add(Tally other)
    {
        Latencies.Add(other.Latencies);
        FailureCount += other.FailureCount;
        Failures.AddRange(other.Failures.Take(MostFailuresKept - Failures.Count));
        Kept.AddRange(other.Kept);
    }
}
