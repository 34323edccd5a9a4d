using System.Runtime.CompilerServices;
using System.Threading.Channels;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace Recommender.Server.Health;

/// <summary>One watch of one name. Made by <see cref="HealthRegistry.Watch"/>; dispose it to be forgotten.</summary>
public sealed class HealthWatch : IDisposable
{
    // Room for one: whoever reads slowly finds the latest status and holds no queue.
    private readonly Channel<ServingStatus> _latest = Channel.CreateBounded<ServingStatus>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private readonly HealthRegistry _registry;

    internal HealthWatch(HealthRegistry registry, string name)
    {
        _registry = registry;
        Name = name;
    }

    /// <summary>What is watched.</summary>
    public string Name { get; }

    /// <summary>The status at the start, then each one that differs from the one before, until the server stops.</summary>
    public async IAsyncEnumerable<ServingStatus> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        ServingStatus? told = null;
        await foreach (var status in _latest.Reader.ReadAllAsync(cancellation))
        {
            if (status == told) continue;
            told = status;
            yield return status;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _registry.Forget(this);

    internal void Tell(ServingStatus status) => _latest.Writer.TryWrite(status);

    internal void End()
    {
        Tell(ServingStatus.NotServing);
        _latest.Writer.TryComplete();
    }
}
