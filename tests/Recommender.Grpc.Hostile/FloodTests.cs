using Recommender.TestKit.Http2;

namespace Recommender.Grpc.Hostile;

/// <summary>Much of what is cheap to send. The server serves it or closes the connection; either way nothing stays behind.</summary>
[Collection(nameof(Alone))]
public sealed class FloodTests(ITestOutputHelper output)
{
    private static readonly MemoryReading Tolerance = new(Managed: 2 << 20, Private: 16 << 20);

    [Theory, InlineData("Unary"), InlineData("Duplex")]
    public async Task Thousands_of_streams_opened_and_reset_leave_none_open(string method)
    {
        const int Streams = 20_000;
        await using var scenario = await HostileScenario.StartAsync();

        await FloodAsync(scenario, Streams / 2, OpenAndReset);
        await scenario.IsQuietAsync();
        var before = MemoryReading.Take();
        var connections = await FloodAsync(scenario, Streams, OpenAndReset);
        await scenario.IsQuietAsync();
        var after = MemoryReading.Take();

        output.WriteLine($"{Streams:N0} streams on {connections} connections began {scenario.Server.Calls.Begun:N0} calls; {before}; {after}");
        Assert.InRange(after.Managed, 0, before.Managed + Tolerance.Managed);
        Assert.InRange(after.Private, 0, before.Private + Tolerance.Private);

        IEnumerable<Frame> OpenAndReset(int stream) =>
        [
            Frames.Headers(stream, HostileScenario.Headers(method)),
            Frames.Data(stream, HostileScenario.Message([1])),
            Frames.Reset(stream, Http2Error.Cancel),
        ];
    }

    [Fact]
    public async Task Calls_in_progress_end_when_their_streams_are_reset()
    {
        const int Streams = 5_000;
        await using var scenario = await HostileScenario.StartAsync();
        using var client = await scenario.ConnectAsync();

        for (var sent = 0; sent < Streams && !client.Closed; sent += 100)
        {
            var streams = Enumerable.Range(0, 100).Select(_ => client.NextStream()).ToArray();
            var begun = scenario.Server.Calls.Begun;
            await client.Connection.TrySendAsync(streams.Select(s => Frames.Headers(s, HostileScenario.Headers("Duplex"))));
            Assert.True(await Eventually.IsTrueAsync(() => scenario.Server.Calls.Begun == begun + streams.Length, TimeSpan.FromSeconds(20)));
            await client.Connection.TrySendAsync(streams.Select(s => Frames.Reset(s, Http2Error.Cancel)));
            await client.SettleAsync(scenario.Patience);
        }

        Assert.False(client.Closed);
        Assert.True(await Eventually.IsTrueAsync(() => scenario.Server.Calls.Open == 0, TimeSpan.FromSeconds(20)));
        client.Dispose();
        await scenario.IsQuietAsync();
    }

    public static TheoryData<string> Floods => [.. AllFloods.Keys];

    private static readonly Dictionary<string, Func<int, IEnumerable<Frame>>> AllFloods = new()
    {
        ["PING"] = n => [Frames.Ping(n)],
        ["SETTINGS"] = n => [Frames.Settings(new Setting(Setting.InitialWindowSize, (uint)(n & 0xffff)))],
        ["PRIORITY"] = n => [new Frame(FrameType.Priority, 0, 2 * n + 1, new byte[5])],
        ["empty DATA"] = n => n == 0 ? [Frames.Headers(1, HostileScenario.Headers("Duplex"))] : [Frames.Data(1, default)],
        ["empty messages"] = n => n == 0 ? [Frames.Headers(1, HostileScenario.Headers("Duplex"))] : [Frames.Data(1, HostileScenario.Message([]))],
        ["CONTINUATION"] = n => n == 0
            ? [new Frame(FrameType.Headers, 0, 1, default)]
            : [new Frame(FrameType.Continuation, 0, 1, HeaderEncoder.Encode([new("x", "y")]))],
        ["WINDOW_UPDATE"] = _ => [Frames.WindowUpdate(0, 1)],
        ["headers that grow"] = n => [Frames.Headers(2 * n + 1, [.. HostileScenario.Headers("Unary"), new("x", new string('x', 8000))], endStream: true)],
    };

    [Theory, MemberData(nameof(Floods))]
    public async Task A_flood_of_one_kind_of_frame_leaves_nothing_behind(string kind)
    {
        const int Frames = 20_000;
        await using var scenario = await HostileScenario.StartAsync();
        using var client = await scenario.ConnectAsync();

        var reading = scenario.DrainAsync(client);
        foreach (var part in Enumerable.Range(0, Frames).SelectMany(AllFloods[kind]).Chunk(500))
            if (!await client.Connection.TrySendAsync(part)) break;
        client.Connection.FinishSending();
        await reading;

        output.WriteLine($"GOAWAY: {client.GoAway}");
        await scenario.IsQuietAsync();
    }

    // Opens a new connection as often as the server closes one.
    private static async Task<int> FloodAsync(HostileScenario scenario, int streams, Func<int, IEnumerable<Frame>> frames)
    {
        var connections = 0;
        for (var sent = 0; sent < streams; connections++)
        {
            using var client = await scenario.ConnectAsync();
            while (sent < streams && client is { Closed: false, GoAway: null })
            {
                await client.Connection.TrySendAsync(Enumerable.Range(0, 100).SelectMany(_ => frames(client.NextStream())));
                sent += 100;
                await client.SettleAsync(scenario.Patience);
            }
        }

        return connections;
    }
}
