using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using Recommender.PageLoad.Driving;
using Recommender.PageLoad.Events;
using Recommender.V1;

namespace Recommender.PageLoad.Serving;

/// <summary>The yardstick: Kestrel alone, which answers every request with the same page. What it takes is the generator's and the wire's.</summary>
internal static class PreparedServer
{
    /// <summary>Serves until standard input ends. The line on standard output is the address.</summary>
    public static async Task<int> RunAsync(PageShape shape, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, port: 0, listen => listen.Protocols = HttpProtocols.Http2);
        });
        await using var server = builder.Build();
        var page = PreparedPage.Frame(PreparedPage.Make(shape));
        server.MapPost("/recommender.v1.RecommendationService/Recommend", context => AnswerAsync(context, page));
        server.MapPost(EventTraffic.Path, AcknowledgeAsync);

        await server.StartAsync(cancellation);
        await Console.Out.WriteLineAsync(server.Urls.Single().AsMemory(), cancellation);
        while (await Console.In.ReadLineAsync(cancellation) is not null)
        {
            // Nothing is said to it; the end of its input ends it, also when the generator dies.
        }

        await server.StopAsync(cancellation);
        return 0;
    }

    // Events are counted and forgotten.
    private static async Task AcknowledgeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var request = MessageBytes.Read(RecordEventsRequest.Parser, body.ToArray());
        await AnswerAsync(context, PreparedPage.Frame(new RecordEventsResponse { RecordedCount = request.Events.Count }));
    }

    /// <summary>Reads a request to its end and answers with a message.</summary>
    public static async Task AnswerAsync(HttpContext context, byte[] framed)
    {
        var reader = context.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(context.RequestAborted);
            reader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted) break;
        }

        context.Response.ContentType = "application/grpc";
        context.Response.AppendTrailer("grpc-status", "0");
        await context.Response.BodyWriter.WriteAsync(framed, context.RequestAborted);
    }
}
