using System.Diagnostics;
using System.Runtime.InteropServices;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Recommender.Server.Tests.Support;
using Recommender.V1;
using HealthClient = Grpc.Health.V1.Health.HealthClient;

namespace Recommender.Server.Tests.Rehearsals;

/// <summary>Starts of the real program with a rehearsal.</summary>
public sealed class RehearsedStartTests
{
    private const string Said = @"rehearsing\n +compiled [0-9,]+ methods in [0-9.]+ s(, and the time was over before all were)?\z";

    [Fact]
    public async Task Serves_after_it_and_nothing_else_is_said()
    {
        using var world = await TinyWorld.CopyAsync();
        await using var program = RunningProgram.StartServer(world, ["--rehearsal-seconds", "3"]);
        using var channel = GrpcChannel.ForAddress(await program.ReadyAsync());

        var health = await new HealthClient(channel).CheckAsync(new HealthCheckRequest(), deadline: Patience.Deadline);
        var titles = await new CatalogService.CatalogServiceClient(channel).ListTitlesAsync(new ListTitlesRequest(), deadline: Patience.Deadline);

        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, health.Status);
        Assert.Equal(TinyWorld.Titles, titles.TotalSize);
        Assert.Matches(Said, program.Errors);
        Assert.StartsWith("Recommender serves gRPC on ", program.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Makes_do_with_a_model_where_nobody_has_put_titles_yet()
    {
        using var world = await TinyWorld.CopyAsync();
        using var empty = new TemporaryFolder();
        await using var program = RunningProgram.StartServer(["--port", "0", "--data", empty.Path, "--model", world.Model, "--rehearsal-seconds", "3"]);
        using var channel = GrpcChannel.ForAddress(await program.ReadyAsync());

        var titles = await new CatalogService.CatalogServiceClient(channel).ListTitlesAsync(new ListTitlesRequest(), deadline: Patience.Deadline);

        Assert.Equal(0, titles.TotalSize);
        Assert.Matches(Said, program.Errors);
    }

    [Theory]
    [InlineData(PosixSignal.SIGTERM)]
    [InlineData(PosixSignal.SIGINT)]
    public async Task A_signal_ends_it_at_once_and_the_program_with_0(PosixSignal signal)
    {
        using var world = await TinyWorld.CopyAsync();
        await using var program = RunningProgram.StartServer(world, ["--rehearsal-seconds", "600"]);
        await program.SaysAsync("rehearsing");

        var sent = Stopwatch.GetTimestamp();
        program.Send(signal);

        Assert.Equal(0, await program.ExitCodeAsync());
        Assert.True(Stopwatch.GetElapsedTime(sent) < TimeSpan.FromSeconds(5), $"took {Stopwatch.GetElapsedTime(sent)}");
        Assert.Equal("Stopped before anything was served; the next start goes on.", program.Output);
        Assert.False(Directory.Exists(Path.Combine(world.Data, "live", "rehearsal")));
    }

    [Fact]
    public async Task Killed_amid_it_leaves_nothing_that_the_next_start_does_not_remove()
    {
        using var world = await TinyWorld.CopyAsync();
        using var temporary = new TemporaryFolder();
        (string, string)[] environment = [("TMPDIR", temporary.Path), ("DOTNET_EnableDiagnostics", "0")];   // the runtime's own sockets stay when it is killed
        var rehearsal = Path.Combine(world.Data, "live", "rehearsal");
        await using (var killed = RunningProgram.StartServer(world, ["--rehearsal-seconds", "600"], environment))
        {
            await killed.SaysAsync("rehearsing");
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            while (!File.Exists(Path.Combine(rehearsal, "socket", "s"))) await Task.Delay(1, patience.Token);
            await killed.KillAsync();
        }

        Assert.True(Directory.Exists(rehearsal));
        Assert.Empty(Directory.EnumerateFileSystemEntries(temporary.Path));

        await using var next = RunningProgram.StartServer(world, ["--rehearsal-seconds", "0"], environment);
        await next.ReadyAsync();

        Assert.False(Directory.Exists(rehearsal));
    }
}
