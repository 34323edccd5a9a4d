using System.Diagnostics;
using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Recommender.PageLoad.Driving;
using Recommender.PageLoad.Events;
using Recommender.PageLoad.Wire;
using Recommender.V1;

namespace Recommender.PageLoad.Reflecting;

/// <summary>
/// Records an event and asks for the page as soon as it is acknowledged, over another connection. The page before has the same seed,
/// so what differs is the event's doing. One thread at a time.
/// </summary>
internal sealed class Prober : IDisposable
{
    private static readonly IEffect[] Effects = [new Gone(EventKind.Hide), new Gone(EventKind.Complete)];

    private readonly WaitingCaller _events;
    private readonly WaitingCaller _pages;
    private readonly Func<string> _draw;
    private readonly PageShape _shape;
    private readonly Random _random;
    private readonly string _series;
    private int _number;

    private Prober(WaitingCaller events, WaitingCaller pages, Func<string> draw, PageShape shape, int seed) =>
        (_events, _pages, _draw, _shape, _random, _series) = (events, pages, draw, shape, new Random(seed), string.Create(CultureInfo.InvariantCulture, $"{DateTime.UtcNow.Ticks:x}-p{seed}-"));

    /// <summary>Connects twice.</summary>
    /// <param name="server">The server.</param>
    /// <param name="draw">Draws members whom no other prober draws.</param>
    /// <param name="shape">Of the pages.</param>
    /// <param name="seed">Unlike other probers'.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="LoadException">The server cannot be reached.</exception>
    public static async Task<Prober> OpenAsync(Uri server, Func<string> draw, PageShape shape, int seed, CancellationToken cancellation)
    {
        var events = await WaitingCaller.OpenAsync(server, EventTraffic.Path, cancellation);
        try
        {
            return new Prober(events, await WaitingCaller.OpenAsync(server, PageLoader.Path, cancellation), draw, shape, seed);
        }
        catch
        {
            events.Dispose();
            throw;
        }
    }

    /// <summary>Probes once. A call that fails is a fault of the probe.</summary>
    public Probe Probe()
    {
        try
        {
            return Probe(Effects[_number++ % Effects.Length]);
        }
        catch (LoadException failure)
        {
            return new Probe(0, 0, failure.Message);
        }
    }

    public void Dispose()
    {
        _events.Dispose();
        _pages.Dispose();
    }

    private Probe Probe(IEffect effect)
    {
        var request = PageRequests.Of(_shape);
        (request.MemberId, request.Seed) = (_draw(), (ulong)_random.NextInt64());
        var before = MessageBytes.Read(RecommendResponse.Parser, _pages.Call(request, out _));
        if (before.Rows.Count == 0 || before.Rows[0].Titles.Count == 0) return new Probe(0, 0, $"the page of member '{request.MemberId}' is empty");

        var (row, title) = (before.Rows[0], before.Rows[0].Titles[0]);
        var recorded = effect.Make(row, title);
        (recorded.EventId, recorded.MemberId, recorded.DecisionId) = (string.Create(CultureInfo.InvariantCulture, $"{_series}{_number}"), request.MemberId, before.DecisionId);
        recorded.Time = Timestamp.FromDateTimeOffset(DateTimeOffset.UtcNow);
        var call = new RecordEventsRequest { Events = { recorded } };

        var sent = Stopwatch.GetTimestamp();
        var answer = _events.Call(call, out var acknowledged);
        var page = _pages.Call(request, out var reflected);

        var count = MessageBytes.Read(RecordEventsResponse.Parser, answer).RecordedCount;
        var fault = count == 1 ? effect.Fault(MessageBytes.Read(RecommendResponse.Parser, page), recorded) : $"of 1 new event {count} were recorded";
        return new Probe(acknowledged - sent, reflected - sent, fault);
    }
}
