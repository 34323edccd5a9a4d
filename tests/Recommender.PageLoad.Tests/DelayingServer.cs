using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Recommender.PageLoad.Driving;
using Recommender.PageLoad.Serving;
using Recommender.TestKit.Hosting;
using Recommender.V1;

namespace Recommender.PageLoad.Tests;

/// <summary>A server in the test's process that answers with pages after what the test does to each call.</summary>
internal sealed class DelayingServer : IAsyncDisposable
{
    private readonly GrpcTestServer _server;

    private DelayingServer(GrpcTestServer server) => _server = server;

    public static PageShape Shape { get; } = new(2, 3);

    public Target Target => new("a server of a test", _server.Address, Environment.ProcessId);

    /// <summary>Starts it.</summary>
    /// <param name="before">Told the number of each call, from 0; the answer follows when its task ends.</param>
    /// <param name="page">Changes the page; null for a right one.</param>
    /// <param name="status">The call's status.</param>
    public static async Task<DelayingServer> StartAsync(Func<int, Task>? before = null, Action<RecommendResponse>? page = null, string status = "0")
    {
        var made = PreparedPage.Make(Shape);
        page?.Invoke(made);
        var (framed, calls) = (PreparedPage.Frame(made), -1);
        return new(await GrpcTestServer.StartAsync(app => app.MapPost("/recommender.v1.RecommendationService/Recommend", async context =>
        {
            if (before is not null) await before(Interlocked.Increment(ref calls));
            if (status == "0") await PreparedServer.AnswerAsync(context, framed);
            else Fail(context, status);
        })));
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static void Fail(HttpContext context, string status)
    {
        context.Response.ContentType = "application/grpc";
        context.Response.Headers["grpc-status"] = status;
        context.Response.Headers["grpc-message"] = "as the test wants it";
    }
}
