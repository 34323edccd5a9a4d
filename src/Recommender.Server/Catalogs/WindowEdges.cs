using Recommender.Storage.Titles;

namespace Recommender.Server.Catalogs;

/// <summary>The moments at which windows of titles open or close, in order. Immutable.</summary>
internal sealed class WindowEdges
{
    private readonly long[] _times;
    private readonly int[] _rows;

    /// <summary>Collects the edges of all windows but those that last for ever. O(n log n).</summary>
    public WindowEdges(AccessColumns columns)
        : this([], [], columns, first: 0)
    {
    }

    private WindowEdges(ReadOnlySpan<long> times, ReadOnlySpan<int> rows, AccessColumns columns, int first)
    {
        var (allTimes, allRows) = (new List<long>(), new List<int>());
        CollectionExtensions.AddRange(allTimes, times);
        CollectionExtensions.AddRange(allRows, rows);
        for (var row = first; row < columns.Count; row++)
        {
            foreach (var window in columns.Windows[row])
            {
                Add(window.From, row);
                Add(window.Until, row);
            }
        }

        (_times, _rows) = ([.. allTimes], [.. allRows]);
        Array.Sort(_times, _rows);

        void Add(long time, int row)
        {
            if (!IsEdge(time)) return;
            allTimes.Add(time);
            allRows.Add(row);
        }
    }

    /// <summary>These and those of titles that came after them.</summary>
    /// <param name="columns">Of all titles.</param>
    /// <param name="first">The first one that came after.</param>
    /// <returns>This where they have none.</returns>
    public WindowEdges With(AccessColumns columns, int first)
    {
        for (var row = first; row < columns.Count; row++)
        {
            foreach (var window in columns.Windows[row])
                if (IsEdge(window.From) || IsEdge(window.Until)) return new(_times, _rows, columns, first);
        }

        return this;
    }

    /// <summary>The time around a moment in which no window opens or closes: from the first second to the one after the last.</summary>
    public (long From, long Until) Around(long time)
    {
        var next = After(time);
        return (next == 0 ? AvailabilityWindow.Always : _times[next - 1], next == _times.Length ? AvailabilityWindow.Forever : _times[next]);
    }

    /// <summary>Titles of which a window opens or closes after the earlier moment, up to the later one; some may be named several times.</summary>
    public ReadOnlySpan<int> Between(long earlier, long later) => _rows.AsSpan()[After(earlier)..After(later)];

    private static bool IsEdge(long time) => time is not (AvailabilityWindow.Always or AvailabilityWindow.Forever);

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
