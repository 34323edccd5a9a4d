using System.Runtime.InteropServices;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Recommender.Server.Tests.Support;
using HealthProto = Grpc.Health.V1.Health;

namespace Recommender.Server.Tests.Hosting;

/// <summary>The first start of the real program and what comes between.</summary>
public sealed class FirstStartTests : IDisposable
{
    private readonly string _folder = TinyWorld.TemporaryPath();

    public void Dispose()
    {
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("imagining titles")]
    [InlineData("embeddings")]
    [InlineData("publishing")]
    [InlineData("putting 200 members")]
    public async Task A_demo_that_is_killed_while_it_is_made_is_whole_after_the_next_start(string part)
    {
        await using (var killed = Start())
        {
            await killed.SaysAsync(part);
            await killed.KillAsync();
        }

        await using var program = Start();

        await AssertServesAsync(program);
    }

    [Theory]
    [InlineData(PosixSignal.SIGTERM)]
    [InlineData(PosixSignal.SIGINT)]
    public async Task A_signal_while_a_demo_is_made_ends_the_program_with_0_and_the_next_start_goes_on(PosixSignal signal)
    {
        await using (var stopped = Start())
        {
            await stopped.SaysAsync("imagining titles");
            stopped.Send(signal);
            Assert.Equal(0, await stopped.ExitCodeAsync());
        }

        await using var program = Start();

        await AssertServesAsync(program);
    }

    [Fact]
    public async Task A_second_server_over_the_same_stores_is_told_whose_they_are()
    {
        using var world = await TinyWorld.CopyAsync();
        await using var first = RunningProgram.StartServer(world, []);
        await first.ReadyAsync();

        await using var second = RunningProgram.StartServer(world, []);

        Assert.Equal(1, await second.ExitCodeAsync());
        Assert.StartsWith($"data folder '{Path.Combine(world.Data, "live")}' is in use by process {first.Id} ", second.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', second.Errors);
    }

    [Fact]
    public async Task Without_a_model_it_says_how_to_make_one()
    {
        using var world = await TinyWorld.CopyAsync();

        await using var program = RunningProgram.StartServer(["--data", world.Data, "--model", "no-such-folder"]);

        Assert.Equal(1, await program.ExitCodeAsync());
        Assert.Equal($"Model (--model): there is no model in 'no-such-folder'; make one with: recommender train {world.Data} --out no-such-folder", program.Errors);
    }

    private RunningProgram Start() => RunningProgram.StartServer(["--port", "0", .. TinyWorld.ArgumentsFor(_folder)]);

    private static async Task AssertServesAsync(RunningProgram program)
    {
        using var channel = GrpcChannel.ForAddress(await program.ReadyAsync());
        var health = await new HealthProto.HealthClient(channel).CheckAsync(new HealthCheckRequest(), deadline: Patience.Deadline);
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, health.Status);
    }
}
