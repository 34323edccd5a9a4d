using Google.Protobuf;
using Recommender.TestKit.Echo.V1;
using Recommender.TestKit.Hosting;
using Recommender.TestKit.Http2;
using Recommender.TestKit.Wire;

namespace Recommender.Grpc.Hostile;

/// <summary>Calls that nothing is wrong with, as proof that a server still works.</summary>
internal static class GoodCalls
{
    private static readonly byte[][] Payloads = [[1, 2, 3], [], [4]];

    public static async Task AnswerAsync(int port)
    {
        using var client = await RawClient.ConnectAsync(port);
        await AnswerAsync(client, "Unary", Payloads[..1]);
        await AnswerAsync(client, "Duplex", Payloads);
    }

    private static async Task AnswerAsync(RawClient client, string method, byte[][] payloads)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        byte[] body = [.. payloads.SelectMany(p => GrpcFraming.Frame(new EchoRequest { Payload = ByteString.CopyFrom(p) }.ToByteArray()))];
        var response = await client.CallAsync(GrpcHeaders.Request(EchoService.Path(method)), body, patience.Token);

        Assert.Equal(200, response.Status);
        Assert.Equal(payloads, response.Messages.Select(m => EchoReply.Parser.ParseFrom(m.Payload.Span).Payload.ToByteArray()));
        Assert.Equal(0, response.GrpcStatus);
    }
}
