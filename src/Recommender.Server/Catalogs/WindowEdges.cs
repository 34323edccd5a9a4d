using Recommender.Storage.Titles;

namespace Recommender.Server.Catalogs;

/// <summary>The moments at which windows of titles open or close, in order. Immutable.</summary>
internal sealed class WindowEdges
{
    private readonly long[] _times;
    private readonly int[] _rows;

    /// <summary>Collects the edges of all windows but those that last for ever. O(n log n).</summary>
    public WindowEdges(AccessColumns columns)
    {
        var (times, rows) = (new List<long>(), new List<int>());
        for (var row = 0; row < columns.Count; row++)
        {
            foreach (var window in columns.Windows[row])
            {
                Add(window.From, row);
                Add(window.Until, row);
            }
        }

        (_times, _rows) = ([.. times], [.. rows]);
        Array.Sort(_times, _rows);

        void Add(long time, int row)
        {
            if (time is AvailabilityWindow.Always or AvailabilityWindow.Forever) return;
            times.Add(time);
            rows.Add(row);
        }
    }

    /// <summary>The time around a moment in which no window opens or closes: from the first second to the one after the last.</summary>
    public (long From, long Until) Around(long time)
    {
        var next = After(time);
        return (next == 0 ? AvailabilityWindow.Always : _times[next - 1], next == _times.Length ? AvailabilityWindow.Forever : _times[next]);
    }

    /// <summary>Titles of which a window opens or closes after the earlier moment, up to the later one; some may be named several times.</summary>
    public ReadOnlySpan<int> Between(long earlier, long later) => _rows.AsSpan()[After(earlier)..After(later)];

    // The first edge after a moment: one at the moment itself has happened.
    private int After(long time)
    {
        var (low, high) = (0, _times.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_times[middle] <= time) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
