using Recommender.TestKit.Hosting;
using Recommender.TestKit.Http2;
using Recommender.TestKit.Wire;

namespace Recommender.Grpc.Hostile;

/// <summary>Lengths that promise more than comes, and bytes that become more than they are. What is promised costs no memory.</summary>
[Collection(nameof(Alone))]
public sealed class LengthTests
{
    private const int Internal = 13;
    private const int ResourceExhausted = 8;
    private const long Frugal = 4 << 20;

    private static readonly GrpcTestServerSetup Unlimited = HostileServer.Setup with { Grpc = grpc => grpc.MaxReceiveMessageSize = null };

    public static MatrixTheoryData<string, uint> Lengths =>
        new(["Unary", "ClientStream", "ServerStream", "Duplex"], [HostileServer.ReceiveLimit + 1, int.MaxValue, 1u << 31, uint.MaxValue]);

    [Theory, MemberData(nameof(Lengths))]
    public async Task A_length_beyond_the_limit_is_refused_before_a_byte_of_it_comes(string method, uint length)
    {
        if (length > int.MaxValue) GrpcStack.MustBeOurs("answer UNKNOWN to a length of 2 GiB or more");
        await using var scenario = await HostileScenario.StartAsync();

        var response = await SendPrefixAsync(scenario, method, length, endStream: false);

        Assert.Equal(ResourceExhausted, response.GrpcStatus);
        await scenario.IsQuietAsync();
    }

    [Theory, InlineData(1u << 31), InlineData(uint.MaxValue)]
    public async Task A_length_of_4_GiB_is_refused_even_by_a_server_without_a_limit(uint length)
    {
        GrpcStack.MustBeOurs("answer UNKNOWN to a length of 2 GiB or more");
        await using var scenario = await HostileScenario.StartAsync(Unlimited);

        var response = await SendPrefixAsync(scenario, "Unary", length, endStream: false);

        Assert.Contains(response.GrpcStatus, new int?[] { ResourceExhausted, Internal });
        await scenario.IsQuietAsync();
    }

    [Fact]
    public async Task A_length_of_2_GiB_costs_nothing_until_the_bytes_come()
    {
        GrpcStack.MustBeOurs("answer UNKNOWN to a message that is cut short");
        await using var scenario = await HostileScenario.StartAsync(Unlimited);
        await SendPrefixAsync(scenario, "Unary", 100, endStream: true);
        var before = GC.GetTotalAllocatedBytes(precise: true);

        var response = await SendPrefixAsync(scenario, "Unary", int.MaxValue, endStream: true);

        Assert.Equal(Internal, response.GrpcStatus);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, Frugal);
        await scenario.IsQuietAsync();
    }

    [Theory, InlineData("Unary"), InlineData("Duplex")]
    public async Task A_zip_bomb_is_refused_at_the_limit_and_not_unpacked(string method)
    {
        var bomb = GrpcFraming.Frame(GrpcFraming.Gzip(new byte[48 << 20]), flag: 1);
        await using var scenario = await HostileScenario.StartAsync();
        using var client = await scenario.ConnectAsync();
        await client.SettleAsync(scenario.Patience);
        var before = GC.GetTotalAllocatedBytes(precise: true);

        var response = await client.CallAsync(HostileScenario.Headers(method, new HeaderField("grpc-encoding", "gzip")), bomb, scenario.Patience);

        Assert.Equal(ResourceExhausted, response.GrpcStatus);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, Frugal);
        client.Dispose();
        await scenario.IsQuietAsync();
    }

    private static async Task<RawResponse> SendPrefixAsync(HostileScenario scenario, string method, uint length, bool endStream)
    {
        using var client = await scenario.ConnectAsync();
        var stream = client.NextStream();
        await client.Connection.TrySendAsync(
            Frames.Headers(stream, HostileScenario.Headers(method)),
            Frames.Data(stream, GrpcFraming.Frame([], flag: 0, length), endStream));
        return await client.ReceiveAsync(stream, scenario.Patience);
    }
}
