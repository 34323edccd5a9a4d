using System.Net;
using System.Net.Sockets;
using System.Text;
using Recommender.Server.Options;
using Recommender.Server.Tests.Support;

namespace Recommender.Server.Tests.Hosting;

/// <summary>What those see who do not speak gRPC.</summary>
public sealed class HttpAnswerTests
{
    private const byte PingFrame = 6;

    private static readonly byte[] Preface = [.. "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8, 0, 0, 0, 4, 0, 0, 0, 0, 0];

    [Fact]
    public async Task HTTP_1_is_refused_in_plain_words()
    {
        await using var server = await LocalServer.StartAsync();
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, server.Address.Port);

        await socket.GetStream().WriteAsync("GET / HTTP/1.1\r\nHost: here\r\n\r\n"u8.ToArray());
        var answer = await new StreamReader(socket.GetStream(), Encoding.ASCII).ReadToEndAsync().Soon();

        Assert.StartsWith("HTTP/1.1 400 Bad Request\r\n", answer, StringComparison.Ordinal);
        Assert.EndsWith("An HTTP/1.x request was sent to an HTTP/2 only endpoint.", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/grpc.health.v1.Health/Check")]
    public async Task No_answer_tells_what_software_this_is(string path)
    {
        await using var server = await LocalServer.StartAsync();
        using var client = new HttpClient { BaseAddress = server.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent([]) { Headers = { ContentType = new("application/grpc") } },
        };

        using var answer = await client.SendAsync(request).Soon();

        Assert.Empty(answer.Headers.Server);
    }

    [Fact]
    public async Task A_silent_client_is_pinged_and_dropped_when_it_does_not_answer()
    {
        await using var server = await LocalServer.StartAsync(
            new ServerOptions { KeepAlivePingDelaySeconds = 1, KeepAlivePingTimeoutSeconds = 1 });
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, server.Address.Port);
        await socket.GetStream().WriteAsync(Preface);

        var frames = await ReadFrameTypesToEndAsync(socket.GetStream()).Soon();

        Assert.Contains(PingFrame, frames);
    }

    private static async Task<List<byte>> ReadFrameTypesToEndAsync(NetworkStream stream)
    {
        var (types, header) = (new List<byte>(), new byte[9]);
        while (await stream.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false) == header.Length)
        {
            types.Add(header[3]);
            await stream.ReadExactlyAsync(new byte[(header[0] << 16) | (header[1] << 8) | header[2]]);
        }

        return types;
    }
}
