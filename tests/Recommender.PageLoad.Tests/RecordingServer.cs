using System.Collections.Concurrent;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Recommender.PageLoad.Driving;
using Recommender.PageLoad.Events;
using Recommender.PageLoad.Serving;
using Recommender.TestKit.Hosting;
using Recommender.V1;

namespace Recommender.PageLoad.Tests;

/// <summary>A server in the test's process that keeps events, and whose pages lack what a member hid or watched to the end.</summary>
internal sealed class RecordingServer : IAsyncDisposable
{
    private readonly GrpcTestServer _server;
    private readonly ConcurrentDictionary<(string Member, string Title), bool> _gone;

    private RecordingServer(GrpcTestServer server, ConcurrentDictionary<(string Member, string Title), bool> gone, ConcurrentQueue<Event> events) => (_server, _gone, Events) = (server, gone, events);

    public static PageShape Shape { get; } = new(2, 3, 0);

    public Target Target => new("a server of a test", _server.Address, Environment.ProcessId);

    /// <summary>Events in the order in which they came.</summary>
    public ConcurrentQueue<Event> Events { get; }

    /// <summary>Titles that are on a member's page no more.</summary>
    public int GoneCount => _gone.Count;

    /// <summary>Starts it.</summary>
    /// <param name="before">Told the number of each call that records, from 0; it is acknowledged when the task ends.</param>
    /// <param name="applies">Whether an event is to show on pages; null for every one.</param>
    /// <param name="answer">Changes what is answered; null for the truth.</param>
    public static async Task<RecordingServer> StartAsync(Func<int, Task>? before = null, Func<Event, bool>? applies = null, Action<RecordEventsResponse>? answer = null)
    {
        var (gone, events, calls) = (new ConcurrentDictionary<(string, string), bool>(), new ConcurrentQueue<Event>(), -1);
        return new(
            await GrpcTestServer.StartAsync(app =>
            {
                app.MapPost(PageLoader.Path, async context =>
                {
                    var request = await ReadAsync(context, RecommendRequest.Parser);
                    await PreparedServer.AnswerAsync(context, PreparedPage.Frame(PageOf(request.MemberId, gone)));
                });
                app.MapPost(EventTraffic.Path, async context =>
                {
                    var request = await ReadAsync(context, RecordEventsRequest.Parser);
                    if (before is not null) await before(Interlocked.Increment(ref calls));
                    foreach (var one in request.Events) Record(one);
                    var response = new RecordEventsResponse { RecordedCount = request.Events.Count };
                    answer?.Invoke(response);
                    await PreparedServer.AnswerAsync(context, PreparedPage.Frame(response));
                });
            }),
            gone,
            events);

        void Record(Event one)
        {
            events.Enqueue(one);
            if (one.Kind is EventKind.Hide or EventKind.Complete && applies?.Invoke(one) is not false) gone[(one.MemberId, one.TitleId)] = true;
        }
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    // Of all titles there are, the first that are not gone.
    private static RecommendResponse PageOf(string member, ConcurrentDictionary<(string, string), bool> gone)
    {
        var page = PreparedPage.Make(new PageShape(Shape.Rows, 1000));
        foreach (var row in page.Rows)
        {
            var shown = row.Titles.Where(title => !gone.ContainsKey((member, title.TitleId))).Take(Shape.TitlesPerRow).ToArray();
            row.Titles.Clear();
            row.Titles.Add(shown);
        }

        return page;
    }

    private static async Task<T> ReadAsync<T>(HttpContext context, MessageParser<T> parser)
        where T : IMessage<T>
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        return MessageBytes.Read(parser, body.ToArray());
    }
}
