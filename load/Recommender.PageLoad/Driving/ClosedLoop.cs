using System.Diagnostics;
using Recommender.PageLoad.Wire;

namespace Recommender.PageLoad.Driving;

/// <summary>As much as the server can do: so many calls are always in flight, each answer sends the next.</summary>
internal static class ClosedLoop
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Runs for a time.</summary>
    /// <returns>Answers a second, between the start and the end of that time.</returns>
    /// <exception cref="LoadException">A connection broke, a call failed, or an answer never came.</exception>
    public static double Rate(IReadOnlyList<CallConnection> connections, Func<int, IRequests> requests, int streams, TimeSpan time)
    {
        var started = Stopwatch.GetTimestamp();
        var end = started + (long)(time.TotalSeconds * Stopwatch.Frequency);
        var sinks = connections.Select((connection, at) => new Refill(connection, requests(at), end)).ToArray();
        for (var at = 0; at < connections.Count; at++)
        {
            connections[at].Sink = sinks[at];
            for (var stream = 0; stream < streams; stream++) sinks[at].Send();
        }

        Settling.Wait(connections, time + Patience);
        if (sinks.FirstOrDefault(static sink => sink.FailureCount > 0) is { } failed) throw new LoadException($"a call failed at full load: {failed.Failures[0]}");
        return sinks.Sum(static sink => sink.InTime) / time.TotalSeconds;
    }

    private sealed class Refill(CallConnection connection, IRequests requests, long end) : Tally
    {
        private readonly Lock _sending = new();

        public long InTime { get; private set; }

        // The first calls are sent while answers come already.
        public void Send()
        {
            lock (_sending)
            {
                if (!connection.TrySend(requests.Next(), Stopwatch.GetTimestamp(), keeps: false)) throw new LoadException("the server allows fewer calls in flight on a connection than were to be");
            }
        }

        public override void Answered(in Answer answer)
        {
            base.Answered(answer);
            if (answer.Came > end || answer.Failure is not null) return;
            InTime++;
            Send();
        }
    }
}
