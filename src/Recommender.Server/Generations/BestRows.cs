namespace Recommender.Server.Generations;

/// <summary>The rows with the highest of some value.</summary>
internal static class BestRows
{
    /// <summary>Finds them, the highest first; equal ones by a second value, then by row. O(n · log k).</summary>
    /// <param name="rows">Rows to choose from.</param>
    /// <param name="most">How many, k.</param>
    /// <param name="value">Of a row, and what breaks ties.</param>
    public static int[] Of(IEnumerable<int> rows, int most, Func<int, (double Value, double Tie)> value)
    {
        var best = new PriorityQueue<int, (double, double, int)>();
        foreach (var row in rows)
        {
            var (first, second) = value(row);
            var key = (first, second, -row);
            if (best.Count < most) best.Enqueue(row, key);
            else best.EnqueueDequeue(row, key);
        }

        var found = new int[best.Count];
        for (var i = found.Length - 1; i >= 0; i--) found[i] = best.Dequeue();
        return found;
    }
}
