using System.Runtime.InteropServices;
using Grpc.Core;
using Grpc.Net.Client;
using Recommender.Server.Tests.Support;
using Recommender.V1;

namespace Recommender.Server.Tests.Hosting;

/// <summary>What the real program has acknowledged, after it has ended in one way or another.</summary>
public sealed class DurabilityTests
{
    private const int Put = 200;
    private const string Deleted = "t0000000";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_acknowledged_is_there_after_the_next_start(bool killed)
    {
        using var world = await TinyWorld.CopyAsync();
        await using (var program = RunningProgram.StartServer(world, []))
        {
            using var channel = GrpcChannel.ForAddress(await program.ReadyAsync());
            await ChangeAsync(new CatalogService.CatalogServiceClient(channel));
            if (killed)
            {
                await program.KillAsync();
            }
            else
            {
                program.Send(PosixSignal.SIGTERM);
                Assert.Equal(0, await program.ExitCodeAsync());
            }
        }

        await using var next = RunningProgram.StartServer(world, []);
        using var again = GrpcChannel.ForAddress(await next.ReadyAsync());
        var catalog = new CatalogService.CatalogServiceClient(again);

        for (var i = 0; i < Put; i++)
            Assert.Equal($"Title {i}", (await catalog.GetTitleAsync(new GetTitleRequest { TitleId = $"new-{i}" }, deadline: Patience.Deadline)).Title.Name);
        var missing = await Assert.ThrowsAsync<RpcException>(() => catalog.GetTitleAsync(new GetTitleRequest { TitleId = Deleted }, deadline: Patience.Deadline).ResponseAsync);
        Assert.Equal(StatusCode.NotFound, missing.StatusCode);
        Assert.Equal(killed, next.Errors.Contains($"{Put + 1} changes were taken from the journal", StringComparison.Ordinal));
    }

    private static async Task ChangeAsync(CatalogService.CatalogServiceClient catalog)
    {
        using var call = catalog.PutTitles(deadline: Patience.Deadline);
        for (var i = 0; i < Put; i++)
            await call.RequestStream.WriteAsync(new PutTitlesRequest { Title = new Title { TitleId = $"new-{i}", Name = $"Title {i}" } });
        await call.RequestStream.CompleteAsync();
        Assert.Equal(Put, (await call).PutCount);
        await catalog.DeleteTitleAsync(new DeleteTitleRequest { TitleId = Deleted }, deadline: Patience.Deadline);
    }
}
