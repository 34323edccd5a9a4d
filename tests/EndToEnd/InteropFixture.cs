using System.Collections.Concurrent;
using Recommender.EndToEnd.Cases;
using Recommender.EndToEnd.Programs;

namespace Recommender.EndToEnd;

/// <summary>Starts each server once, when a case first needs it; at the end stops them and writes the table.</summary>
public sealed class InteropFixture : IAsyncLifetime
{
    private readonly ConcurrentDictionary<Peer, Lazy<Task<RunningServer>>> _servers = new();

    internal ResultTable Table { get; } = new();

    internal Task<RunningServer> Server(Peer peer) =>
        _servers.GetOrAdd(peer, _ => new Lazy<Task<RunningServer>>(() => RunningServer.Start(peer.Server))).Value;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers.Values.Where(server => server.Value.IsCompletedSuccessfully))
            await (await server.Value).DisposeAsync();
        Directory.CreateDirectory(Repository.Artifacts);
        await File.WriteAllTextAsync(Path.Combine(Repository.Artifacts, "interop.md"), await Table.ToMarkdown());
    }
}
