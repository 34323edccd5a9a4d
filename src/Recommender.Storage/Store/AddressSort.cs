namespace Recommender.Storage.Store;

/// <summary>Brings addresses of the log in order, in steps: a million at once would keep a processor from others for a tenth of a second.</summary>
internal static class AddressSort
{
    private const int StretchBits = 16;   // of the log: as short as the shortest page, so that few addresses lie in one
    private const int StepOf = 1_024;

    /// <summary>Sorts.</summary>
    /// <param name="addresses">In any order, each at least <paramref name="from"/>.</param>
    /// <param name="from">Where the log begins.</param>
    /// <param name="pauses">Taken between steps.</param>
    /// <returns>The addresses, in order.</returns>
    /// <remarks>O(n + stretches), and n log n within a stretch of 64 KiB of the log; four bytes for each of those, eight for each address.</remarks>
    public static long[] Sort(List<long> addresses, long from, Pauses pauses)
    {
        var last = from;
        for (var i = 0; i < addresses.Count; i++) last = Math.Max(last, addresses[i]);
        var ends = new int[(int)((last - from) >> StretchBits) + 1];
        for (var i = 0; i < addresses.Count; i++)
        {
            ends[(addresses[i] - from) >> StretchBits]++;
            if (i % StepOf == 0) pauses.Step();
        }

        var sum = 0;
        foreach (ref var end in ends.AsSpan()) end = sum += end;   // where each stretch ends, and, while it is filled from behind, where it begins
        var sorted = new long[addresses.Count];
        for (var i = 0; i < addresses.Count; i++)
        {
            sorted[--ends[(addresses[i] - from) >> StretchBits]] = addresses[i];
            if (i % StepOf == 0) pauses.Step();
        }

        for (var stretch = 0; stretch < ends.Length; stretch++)
        {
            var end = stretch + 1 < ends.Length ? ends[stretch + 1] : sorted.Length;
            sorted.AsSpan(ends[stretch], end - ends[stretch]).Sort();
            pauses.Step();
        }

        return sorted;
    }
}
