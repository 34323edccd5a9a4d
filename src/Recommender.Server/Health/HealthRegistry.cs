using System.Diagnostics.CodeAnalysis;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace Recommender.Server.Health;

/// <summary>
/// What takes calls and what does not, by name. The empty name is the server as a whole. Safe from many threads.
/// </summary>
/// <remarks>
/// Names enter by <see cref="Set"/> only, so what callers ask for never makes it grow; a watch of an unknown name is kept
/// no longer than the watch lasts.
/// </remarks>
public sealed class HealthRegistry
{
    /// <summary>Longest name that can have a status, in characters.</summary>
    public const int MaxNameLength = 256;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, ServingStatus> _statuses = new() { [""] = ServingStatus.NotServing };
    private readonly Dictionary<string, HashSet<HealthWatch>> _watches = [];
    private bool _stopped;

    /// <summary>How many watches are open.</summary>
    public int OpenWatches
    {
        get
        {
            lock (_lock) return _watches.Values.Sum(watches => watches.Count);
        }
    }

    /// <summary>Gives a name a status and tells its watches. After <see cref="Stop"/> nothing changes any more.</summary>
    /// <exception cref="ArgumentException">The name is longer than <see cref="MaxNameLength"/>.</exception>
    public void Set(string name, ServingStatus status)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(name.Length, MaxNameLength, nameof(name));
        lock (_lock)
        {
            if (_stopped) return;
            _statuses[name] = status;
            if (!_watches.TryGetValue(name, out var watches)) return;
            foreach (var watch in watches) watch.Tell(status);
        }
    }

    /// <summary>The status of a name, if it has one.</summary>
    public bool TryGet(string name, out ServingStatus status)
    {
        lock (_lock) return _statuses.TryGetValue(name, out status);
    }

    /// <summary>Every name and its status, as of one moment.</summary>
    public IReadOnlyDictionary<string, ServingStatus> Snapshot()
    {
        lock (_lock) return new Dictionary<string, ServingStatus>(_statuses);
    }

    /// <summary>Watches a name, known or not, until the watch is disposed.</summary>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The caller disposes it.")]
    public HealthWatch Watch(string name)
    {
        var watch = new HealthWatch(this, name);
        lock (_lock)
        {
            if (_stopped)
            {
                watch.End();
                return watch;
            }

            if (!_watches.TryGetValue(name, out var watches)) _watches.Add(name, watches = []);
            watches.Add(watch);
            watch.Tell(_statuses.GetValueOrDefault(name, ServingStatus.ServiceUnknown));
            return watch;
        }
    }

    /// <summary>The server stops: everything is NOT_SERVING, every watch is told so and ends. Nothing undoes it.</summary>
    public void Stop()
    {
        lock (_lock)
        {
            _stopped = true;
            foreach (var name in _statuses.Keys.ToArray()) _statuses[name] = ServingStatus.NotServing;
            foreach (var watches in _watches.Values)
            {
                foreach (var watch in watches) watch.End();
            }
        }
    }

    internal void Forget(HealthWatch watch)
    {
        lock (_lock)
        {
            if (!_watches.TryGetValue(watch.Name, out var watches)) return;
            watches.Remove(watch);
            if (watches.Count == 0) _watches.Remove(watch.Name);
        }
    }
}
