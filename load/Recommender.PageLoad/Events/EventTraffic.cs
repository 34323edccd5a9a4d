using Recommender.PageLoad.Driving;
using Recommender.PageLoad.Wire;

namespace Recommender.PageLoad.Events;

/// <summary>Sends events at a fixed rate over connections of its own, which stay open.</summary>
internal sealed class EventTraffic : IDisposable
{
    /// <summary>Of the call.</summary>
    public const string Path = "/recommender.v1.MemberService/RecordEvents";

    private readonly EventRequests _requests;
    private readonly CallConnection[] _connections;

    private EventTraffic(EventLoad load, EventRequests requests, CallConnection[] connections) => (Load, _requests, _connections) = (load, requests, connections);

    /// <summary>How many.</summary>
    public EventLoad Load { get; }

    /// <summary>Events acknowledged so far.</summary>
    public long Recorded => _requests.Recorded;

    /// <summary>Connects.</summary>
    /// <exception cref="LoadException">The server cannot be reached.</exception>
    public static async Task<EventTraffic> OpenAsync(Uri server, EventLoad load, EventRequests requests, CancellationToken cancellation)
    {
        var connections = new List<CallConnection>();
        try
        {
            for (var i = 0; i < EventLoad.Connections; i++) connections.Add(await CallConnection.OpenAsync(server, Path, requests.NewTally(), cancellation));
            return new EventTraffic(load, requests, [.. connections]);
        }
        catch
        {
            foreach (var connection in connections) connection.Dispose();
            throw;
        }
    }

    /// <summary>Sends for a time, on a thread of its own.</summary>
    /// <param name="time">How long.</param>
    /// <param name="failures">Receives what went wrong, in words.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="LoadException">A connection broke, or the server does far less than is asked of it.</exception>
    public Task<EventRound> RunAsync(TimeSpan time, ICollection<string> failures, CancellationToken cancellation) =>
        Task.Factory.StartNew(() => Run(time, failures, cancellation), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    public void Dispose()
    {
        foreach (var connection in _connections) connection.Dispose();
    }

    private EventRound Run(TimeSpan time, ICollection<string> failures, CancellationToken cancellation)
    {
        var before = Recorded;
        var result = OpenLoop.Run(_connections, _requests, Load.CallsPerSecond, time, cancellation);
        var (answers, recorded) = (result.Answers, Recorded - before);
        foreach (var failure in answers.Failures) failures.Add($"events: {failure}");
        var calls = answers.Latencies.Count + answers.FailureCount;
        return new EventRound(
            Load.PerSecond, recorded * result.Rate / Math.Max(1, calls), answers.Latencies.Quantile(0.5), answers.Latencies.Quantile(0.99),
            answers.Latencies.Quantile(0.999), answers.Latencies.Max, calls, answers.FailureCount, result.Late.Quantile(0.99));
    }
}
