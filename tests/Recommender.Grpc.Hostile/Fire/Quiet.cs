using Recommender.TestKit.Hosting;

namespace Recommender.Grpc.Hostile;

/// <summary>What has to hold of a server once its hostile clients have gone: nothing open, and good calls answered.</summary>
internal static class Quiet
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static async Task IsBackAsync(GrpcTestServer server, ServerGauges gauges)
    {
        await GoodCalls.AnswerAsync(server.Port);
        await Eventually.IsTrueAsync(() => gauges is { Requests: 0, Connections: 0 } && server.Calls.Open == 0, Patience);
        Assert.Equal((0, 0, 0), (gauges.Requests, gauges.Connections, server.Calls.Open));
    }
}
