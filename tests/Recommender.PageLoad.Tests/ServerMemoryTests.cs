using System.Runtime.InteropServices;
using Grpc.Net.Client;
using Recommender.PageLoad.Driving;
using Recommender.PageLoad.Events;
using Recommender.PageLoad.Serving;
using Recommender.PageLoad.Soaking;

namespace Recommender.PageLoad.Tests;

[Collection(Timed.Name)]
public sealed class ServerMemoryTests
{
    [Fact]
    public async Task Tells_of_another_process_what_its_collector_knows()
    {
        var pipe = $"recommender-test-{Guid.NewGuid():N}";
        var start = ChildServer.Dotnet(typeof(ChildServer).Assembly.Location, ServeCommand.Arguments(new PageShape(2, 3)));
        (start.Environment["DOTNET_STARTUP_HOOKS"], start.Environment[StartupHook.PipeVariable]) = (typeof(StartupHook).Assembly.Location, pipe);
        start.Environment["DOTNET_GCgen0size"] = "100000";   // hexadecimal bytes: collections come soon
        await using var server = await ChildServer.StartAsync("a prepared page", start, TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        var first = await ManagedHeap.AskAsync(pipe, TestContext.Current.CancellationToken);
        await RecordAsync(server.Target, TestContext.Current.CancellationToken);
        var then = await ManagedHeap.AskAsync(pipe, TestContext.Current.CancellationToken);

        Assert.True(then.Collections[0] > first.Collections[0], $"{first} then {then}");
        Assert.True(then.PauseMilliseconds > first.PauseMilliseconds);
        Assert.InRange(then.Bytes, 1, then.Committed);
    }

    [Fact]
    public async Task Names_a_server_that_does_not_tell() =>
        Assert.Contains("does not tell of its heap", (await Assert.ThrowsAsync<LoadException>(() => ManagedHeap.AskAsync($"nobody-{Guid.NewGuid():N}", TestContext.Current.CancellationToken))).Message);

    [Fact]
    public unsafe void Tells_own_memory_from_that_of_mapped_files()
    {
        const int Size = 64 << 20;
        var before = ProcessMemory.Of(Environment.ProcessId);
        var own = NativeMemory.Alloc(Size);
        new Span<byte>(own, Size).Fill(1);
        var with = ProcessMemory.Of(Environment.ProcessId);
        NativeMemory.Free(own);

        Assert.InRange(with.Own - before.Own, Size * 0.9, Size * 1.5);
        Assert.InRange(with.Mapped - before.Mapped, -Size / 4, Size / 4);
        Assert.InRange(with.Resident, with.Own + with.Mapped, long.MaxValue);
    }

    [Fact]
    public void Names_a_process_that_is_not_there() => Assert.Contains("2147483647", Assert.Throws<LoadException>(() => ProcessMemory.Of(int.MaxValue)).Message);

    // Each call's events are a megabyte of garbage.
    private static async Task RecordAsync(Target target, CancellationToken cancellation)
    {
        var (some, load) = (new Members(["a"], seed: 1), new EventLoad(PerSecond: 100_000, PerCall: 1000));
        using var channel = GrpcChannel.ForAddress(target.Address);
        var showings = await Showings.AskAsync(channel, some, new PageShape(2, 3), pages: 1, cancellation);
        using var traffic = await EventTraffic.OpenAsync(target.Address, load, new EventRequests(some, showings, load.PerCall, seed: 1), cancellation);
        var failures = new List<string>();
        await traffic.RunAsync(TimeSpan.FromSeconds(1), failures, cancellation);
        Assert.Empty(failures);
    }
}
