using Recommender.EndToEnd.Cases;
using Recommender.EndToEnd.Programs;

namespace Recommender.EndToEnd;

/// <summary>Starts each server once, when a case first needs it; at the end stops them and writes the table.</summary>
public sealed class InteropFixture : IAsyncLifetime
{
    private readonly Dictionary<Peer, Task<RunningServer>> _servers = [];

    internal ResultTable Table { get; } = new();

    internal Task<RunningServer> Server(Peer peer)
    {
        if (!_servers.TryGetValue(peer, out var server)) _servers[peer] = server = RunningServer.Start(peer.Server);
        return server;
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers.Values.Where(server => server.IsCompletedSuccessfully))
            await (await server).DisposeAsync();
        Directory.CreateDirectory(Repository.Artifacts);
        await File.WriteAllTextAsync(Path.Combine(Repository.Artifacts, "interop.md"), await Table.ToMarkdown());
    }
}
