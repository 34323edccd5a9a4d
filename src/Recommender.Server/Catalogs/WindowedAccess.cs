using System.Collections.Concurrent;
using Recommender.Ranking.Catalogs;

namespace Recommender.Server.Catalogs;

/// <summary>
/// Who may see which titles of a part. What a viewer may see is kept until a window opens or closes; then only titles that have such
/// a window are looked at again. A bounded number of viewers is kept, those that asked last.
/// </summary>
/// <param name="columns">By row of the part.</param>
/// <param name="mostViewers">Most viewers to keep, from 1.</param>
internal sealed class WindowedAccess(AccessColumns columns, int mostViewers = WindowedAccess.UsualViewers) : TitleAccess
{
    private const int UsualViewers = 512;

    // Looking at a title that changed costs some times as much as looking at all in order.
    private const int FewChanges = 4;

    private readonly WindowEdges _edges = new(columns);
    private readonly ConcurrentDictionary<ViewerKey, Seen> _seen = new();
    private readonly Lock _evicting = new();
    private int _count;

    /// <summary>What it decides by.</summary>
    public AccessColumns Columns => columns;

    /// <summary>Viewers that are kept.</summary>
    public IReadOnlyCollection<ViewerKey> Viewers => [.. _seen.Keys];

    /// <inheritdoc/>
    public override ReadOnlySpan<ulong> Allowed(in Viewer viewer)
    {
        var key = ViewerKey.Of(viewer);
        if (!_seen.TryGetValue(key, out var seen) || viewer.Time < seen.From || viewer.Time >= seen.Until) seen = Look(key, viewer, seen);
        seen.Touch();
        return seen.Bits;
    }

    /// <inheritdoc/>
    public override string? Obstacle(int row, in Viewer viewer)
    {
        if (!columns.IsEverFor(row, viewer.Country)) return "country";
        if (!columns.IsOpen(row, viewer)) return "date";
        if (columns.Maturity[row] > viewer.MaturityCeiling) return "maturity";
        return columns.Speaks(row, viewer.Language) ? null : "language";
    }

    private Seen Look(ViewerKey key, in Viewer viewer, Seen? before)
    {
        var (from, until) = _edges.Around(viewer.Time);
        var seen = new Seen(from, until, before is null ? All(viewer) : Again(before, viewer));
        if (_seen.TryAdd(key, seen)) Added();
        else if (_seen.TryGetValue(key, out var other)) _seen.TryUpdate(key, seen, other);
        return seen;
    }

    private ulong[] All(in Viewer viewer)
    {
        var bits = new ulong[(columns.Count + 63) >> 6];
        for (var row = 0; row < columns.Count; row++)
            if (columns.Allows(row, viewer)) bits[row >> 6] |= 1ul << row;
        return bits;
    }

    // What the viewer may see but for titles whose windows opened or closed since, or would have, had time run backwards.
    private ulong[] Again(Seen before, in Viewer viewer)
    {
        var changed = viewer.Time >= before.Until ? _edges.Between(before.Until - 1, viewer.Time) : _edges.Between(viewer.Time, before.From);
        if (changed.Length > columns.Count / FewChanges) return All(viewer);
        var bits = before.Bits.AsSpan().ToArray();
        foreach (var row in changed)
        {
            bits[row >> 6] &= ~(1ul << row);
            if (columns.Allows(row, viewer)) bits[row >> 6] |= 1ul << row;
        }

        return bits;
    }

    private void Added()
    {
        if (Interlocked.Increment(ref _count) <= mostViewers) return;
        lock (_evicting)
        {
            if (Volatile.Read(ref _count) <= mostViewers) return;
            var oldest = _seen.OrderBy(static pair => pair.Value.Used).Take(Math.Max(1, mostViewers / 8)).Select(static pair => pair.Key).ToArray();
            foreach (var key in oldest)
                if (_seen.TryRemove(key, out _)) Interlocked.Decrement(ref _count);
        }
    }

    // What a viewer may see while no window opens or closes.
    private sealed class Seen(long from, long until, ulong[] bits)
    {
        private long _used;

        public long From => from;

        public long Until => until;

        public ulong[] Bits => bits;

        // In milliseconds, about.
        public long Used => Volatile.Read(ref _used);

        public void Touch()
        {
            var now = Environment.TickCount64;
            if (Volatile.Read(ref _used) != now) Volatile.Write(ref _used, now);
        }
    }
}
