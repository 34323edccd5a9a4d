using System.Diagnostics;
using System.IO.Pipelines;
using System.Net;
using System.Runtime.InteropServices;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Recommender.Server.Tests.Support;
using HealthProto = Grpc.Health.V1.Health;
using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace Recommender.Server.Tests.Hosting;

/// <summary>Starting and stopping the real program.</summary>
public sealed class SignalTests
{
    [Theory]
    [InlineData(PosixSignal.SIGTERM)]
    [InlineData(PosixSignal.SIGINT)]
    public async Task A_signal_turns_health_NOT_SERVING_ends_watches_and_exits_0(PosixSignal signal)
    {
        using var world = await TinyWorld.CopyAsync();
        await using var program = RunningProgram.StartServer(world, []);
        using var channel = GrpcChannel.ForAddress(await program.ReadyAsync());
        using var watch = new HealthProto.HealthClient(channel).Watch(new HealthCheckRequest(), deadline: Patience.Deadline);
        Assert.True(await watch.ResponseStream.MoveNext().Soon());
        Assert.Equal(ServingStatus.Serving, watch.ResponseStream.Current.Status);

        program.Send(signal);

        Assert.True(await watch.ResponseStream.MoveNext().Soon());
        Assert.Equal(ServingStatus.NotServing, watch.ResponseStream.Current.Status);
        Assert.False(await watch.ResponseStream.MoveNext().Soon());
        Assert.Equal(0, await program.ExitCodeAsync());
        Assert.Empty(program.Errors);
    }

    [Fact]
    public async Task Says_where_it_listens_and_how_to_stop_it_in_one_line()
    {
        using var world = await TinyWorld.CopyAsync();
        await using var program = RunningProgram.StartServer(world, []);
        var address = await program.ReadyAsync();

        Assert.NotEqual(0, address.Port);
        Assert.Equal(
            $"Recommender serves gRPC on http://127.0.0.1:{address.Port} (HTTP/2 without TLS). Ctrl+C or SIGTERM stops it.",
            program.Output.Split('\n')[0]);
        Assert.Empty(program.Errors);
    }

    [Fact]
    public async Task A_call_that_never_ends_is_cut_at_the_drain_limit_and_the_exit_code_is_0()
    {
        using var world = await TinyWorld.CopyAsync();
        await using var program = RunningProgram.StartServer(world, ["--drain-seconds", "1"]);
        using var client = new HttpClient { BaseAddress = await program.ReadyAsync() };
        var endless = client.SendAsync(Post("/grpc.health.v1.Health/Check", new Pipe().Reader));
        using (await client.SendAsync(Post("/grpc.health.v1.Health/Check", PipeReader.Create(new MemoryStream(new byte[5])))).Soon())
        {
            // The connection keeps its order: once this call is answered, the server has the one before it.
        }

        var watch = Stopwatch.StartNew();
        program.Send(PosixSignal.SIGTERM);

        Assert.Equal(0, await program.ExitCodeAsync());
        Assert.True(watch.Elapsed > TimeSpan.FromMilliseconds(900), $"did not wait for the call: {watch.Elapsed}");
        var cut = await Assert.ThrowsAnyAsync<Exception>(() => endless).Soon();
        Assert.True(cut is HttpRequestException or OperationCanceledException, cut.ToString());
        Assert.DoesNotContain("   at ", program.Errors, StringComparison.Ordinal);
    }

    private static HttpRequestMessage Post(string path, PipeReader body)
    {
        var content = new StreamContent(body.AsStream());
        content.Headers.ContentType = new("application/grpc");
        return new HttpRequestMessage(HttpMethod.Post, path)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Headers = { { "te", "trailers" } },
            Content = content,
        };
    }
}
