using System.Collections.Concurrent;
using Recommender.Ranking.Catalogs;

namespace Recommender.Server.Catalogs;

/// <summary>
/// Who may see which titles of a part. What a viewer may see is kept until a window opens or closes; then only titles that have such
/// a window are looked at again. A bounded number of viewers is kept, those that asked last.
/// </summary>
internal sealed class WindowedAccess : TitleAccess
{
    private const int UsualViewers = 512;

    // Looking at a title that changed costs some times as much as looking at all in order.
    private const int FewChanges = 4;

    private readonly int _mostViewers;
    private readonly WindowEdges _edges;
    private readonly ConcurrentDictionary<ViewerKey, Seen> _seen = new();
    private readonly Lock _evicting = new();
    private int _count;

    /// <summary>Nobody has asked yet.</summary>
    /// <param name="columns">By row of the part.</param>
    /// <param name="mostViewers">Most viewers to keep, from 1.</param>
    public WindowedAccess(AccessColumns columns, int mostViewers = UsualViewers)
        : this(columns, new WindowEdges(columns), mostViewers)
    {
    }

    private WindowedAccess(AccessColumns columns, WindowEdges edges, int mostViewers) => (Columns, _edges, _mostViewers) = (columns, edges, mostViewers);

    /// <summary>What it decides by.</summary>
    public AccessColumns Columns { get; }

    /// <summary>Viewers that are kept.</summary>
    public IReadOnlyCollection<ViewerKey> Viewers => [.. _seen.Keys];

    /// <summary>Of these titles and others that came after them. What viewers may see of these is not looked at again.</summary>
    /// <param name="columns">Of all titles; of these, as they are.</param>
    /// <param name="time">Now, in seconds since 1970, UTC.</param>
    /// <remarks>O(viewers · (titles that came after, and one bit for each of these)).</remarks>
    public WindowedAccess With(AccessColumns columns, long time)
    {
        var with = new WindowedAccess(columns, _edges.With(columns, Columns.Count), _mostViewers);
        var (from, until) = with._edges.Around(time);
        foreach (var (key, seen) in _seen)
        {
            if (time < seen.From || time >= seen.Until) continue;   // looked at when it is asked for
            var bits = new ulong[(columns.Count + 63) >> 6];
            seen.Bits.CopyTo(bits.AsSpan());
            for (var row = Columns.Count; row < columns.Count; row++)
                if (columns.Allows(row, key.At(time))) bits[row >> 6] |= 1ul << row;
            var next = new Seen(from, until, bits) { Used = seen.Used };
            if (with._seen.TryAdd(key, next)) with._count++;
        }

        return with;
    }

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
        if (!Columns.IsEverFor(row, viewer.Country)) return "country";
        if (!Columns.IsOpen(row, viewer)) return "date";
        if (Columns.Maturity[row] > viewer.MaturityCeiling) return "maturity";
        return Columns.Speaks(row, viewer.Language) ? null : "language";
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
        var bits = new ulong[(Columns.Count + 63) >> 6];
        for (var row = 0; row < Columns.Count; row++)
            if (Columns.Allows(row, viewer)) bits[row >> 6] |= 1ul << row;
        return bits;
    }

    // What the viewer may see but for titles whose windows opened or closed since, or would have, had time run backwards.
    private ulong[] Again(Seen before, in Viewer viewer)
    {
        var changed = viewer.Time >= before.Until ? _edges.Between(before.Until - 1, viewer.Time) : _edges.Between(viewer.Time, before.From);
        if (changed.Length > Columns.Count / FewChanges) return All(viewer);
        var bits = before.Bits.AsSpan().ToArray();
        foreach (var row in changed)
        {
            bits[row >> 6] &= ~(1ul << row);
            if (Columns.Allows(row, viewer)) bits[row >> 6] |= 1ul << row;
        }

        return bits;
    }

    private void Added()
    {
        if (Interlocked.Increment(ref _count) <= _mostViewers) return;
        lock (_evicting)
        {
            if (Volatile.Read(ref _count) <= _mostViewers) return;
            var oldest = _seen.OrderBy(static pair => pair.Value.Used).Take(Math.Max(1, _mostViewers / 8)).Select(static pair => pair.Key).ToArray();
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
        public long Used
        {
            get => Volatile.Read(ref _used);
            init => _used = value;
        }

        public void Touch()
        {
            var now = Environment.TickCount64;
            if (Volatile.Read(ref _used) != now) Volatile.Write(ref _used, now);
        }
    }
}
