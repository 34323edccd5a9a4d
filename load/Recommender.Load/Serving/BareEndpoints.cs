using System.Buffers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Recommender.Load.Serving;

/// <summary>The yardstick: Kestrel alone writes the bytes that the gRPC endpoints answer with.</summary>
internal static class BareEndpoints
{
    // As long as the paths of the gRPC methods: the load generator sends its path with every call, and Kestrel decodes each letter.
    public const string UnreadPath = "/recommender.load.v1.Bare/Unread";
    public const string ReadPath = "/recommender.load.v1.Bare/IsRead";
    public const string StreamPath = "/recommender.load.v1.Bare/Stream";
    public const string TrailersPath = "/recommender.load.v1.Bare/Trails";

    private static readonly byte[] Answer = Payloads.Framed(Payloads.Answer);

    public static void MapBareEndpoints(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(UnreadPath, WriteAnswer);
        routes.MapPost(ReadPath, ReadThenWriteAnswer);
        routes.MapPost(StreamPath, WriteAnswerToStream);
        routes.MapPost(TrailersPath, ReadThenWriteAnswerWithTrailers);
    }

    /// <summary>The least a server can do: the request's body is never looked at.</summary>
    private static Task WriteAnswer(HttpContext context)
    {
        context.Response.BodyWriter.Write(Answer);
        return Task.CompletedTask;
    }

    /// <summary>As most endpoints are written: the answer goes to the response's stream, which sends it at once.</summary>
    private static Task WriteAnswerToStream(HttpContext context) => context.Response.Body.WriteAsync(Answer).AsTask();

    /// <summary>Also waits for the end of the request's body, as whoever uses it must.</summary>
    private static async Task ReadThenWriteAnswer(HttpContext context)
    {
        var reader = context.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync();
            reader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted) break;
        }

        context.Response.BodyWriter.Write(Answer);
    }

    /// <summary>
    /// Also sends the header and the trailer of a gRPC answer, which HTTP/2 puts into a frame of its own: no yardstick, but the
    /// part of the difference that Kestrel itself takes.
    /// </summary>
    private static Task ReadThenWriteAnswerWithTrailers(HttpContext context)
    {
        context.Response.ContentType = "application/grpc";
        context.Response.AppendTrailer("grpc-status", "0");
        return ReadThenWriteAnswer(context);
    }
}
