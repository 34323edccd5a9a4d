using System.Collections.Concurrent;
using Recommender.Server.Generations;

namespace Recommender.Server.Members;

/// <summary>Painters of the generation that is served. Safe from many threads.</summary>
internal sealed class MemberPainters(CurrentGeneration current, PortraitUpkeep upkeep) : IDisposable
{
    private Idle _idle = new(current.Served);

    /// <summary>Works with a painter of the served generation.</summary>
    public T With<T>(Func<PortraitPainter, T> work)
    {
        var idle = OfServed();
        if (!idle.Painters.TryTake(out var painter)) painter = new PortraitPainter(idle.Served, upkeep.Usage.Of(idle.Served));
        try
        {
            return work(painter);
        }
        finally
        {
            idle.Painters.Add(painter);
            if (Volatile.Read(ref _idle) != idle) idle.Dispose();   // another generation is served meanwhile
        }
    }

    /// <summary>Frees their memory.</summary>
    public void Dispose() => _idle.Dispose();

    private Idle OfServed()
    {
        var (seen, served) = (Volatile.Read(ref _idle), current.Served);
        if (ReferenceEquals(seen.Served, served)) return seen;
        var next = new Idle(served);
        if (Interlocked.CompareExchange(ref _idle, next, seen) == seen) seen.Dispose();
        return Volatile.Read(ref _idle);
    }

    private sealed record Idle(ServedGeneration Served) : IDisposable
    {
        public ConcurrentBag<PortraitPainter> Painters { get; } = [];

        public void Dispose()
        {
            while (Painters.TryTake(out var painter)) painter.Dispose();
        }
    }
}
