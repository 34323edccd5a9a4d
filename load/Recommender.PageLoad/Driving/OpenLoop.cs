using System.Diagnostics;
using Recommender.PageLoad.Wire;

namespace Recommender.PageLoad.Driving;

/// <summary>
/// A fixed rate, whatever the server does: calls are due at even intervals, and a latency counts from when its call was due. So a
/// server that stands still is charged for all that it kept waiting, sent or not.
/// </summary>
internal static class OpenLoop
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly long Step = Stopwatch.Frequency / 10_000;

    /// <summary>Runs for a time, on the calling thread, and waits for the last answers.</summary>
    /// <param name="connections">Each is used in turn, unless the server allows it no more calls.</param>
    /// <param name="requests">What to ask.</param>
    /// <param name="rate">Calls a second.</param>
    /// <param name="time">How long.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="LoadException">A connection broke, an answer never came, or calls could not be sent for seconds: the rate is above what the server does.</exception>
    public static OpenLoopResult Run(IReadOnlyList<CallConnection> connections, IRequests requests, double rate, TimeSpan time, CancellationToken cancellation = default)
    {
        Pause.MakeExact();
        var tallies = connections.Select(_ => requests.NewTally()).ToArray();
        for (var at = 0; at < connections.Count; at++) connections[at].Sink = tallies[at];

        var late = new LatencyHistogram();
        var count = (long)(rate * time.TotalSeconds);
        var began = Stopwatch.GetTimestamp();
        for (var call = 0L; call < count; call++)
        {
            cancellation.ThrowIfCancellationRequested();
            var due = began + (long)(call * (Stopwatch.Frequency / rate));
            Pause.Until(due);
            Send(connections, (int)(call % connections.Count), requests.Next(), due, requests.Keeps(call));
            late.Add(Stopwatch.GetTimestamp() - due);
        }

        Settling.Wait(connections, Patience);
        var all = new Tally();
        foreach (var tally in tallies) all.Add(tally);
        return new OpenLoopResult(count / Stopwatch.GetElapsedTime(began).TotalSeconds, all, late);
    }

    private static void Send(IReadOnlyList<CallConnection> connections, int first, ReadOnlySpan<byte> request, long due, bool keeps)
    {
        while (true)
        {
            for (var i = 0; i < connections.Count; i++)
            {
                if (connections[(first + i) % connections.Count].TrySend(request, due, keeps)) return;
            }

            // All are full. Only an answer makes room, and the call is late already: looked at often enough not to add to that.
            if (Stopwatch.GetElapsedTime(due) > Patience) throw new LoadException($"a call could not be sent for {Patience.TotalSeconds:0} s: the server does less than is asked of it");
            Pause.Until(Stopwatch.GetTimestamp() + Step);
        }
    }
}
