namespace Recommender.Storage.Store;

/// <summary>Brings addresses of the log in order where they are, in steps: a million at once would keep a processor from others for a tenth of a second.</summary>
internal static class AddressSort
{
    private const int StepOf = 1_024;

    /// <summary>Sorts.</summary>
    /// <param name="addresses">In any order, each from <paramref name="from"/> on and before <paramref name="until"/>.</param>
    /// <param name="from">Where the log begins.</param>
    /// <param name="until">Where it ends.</param>
    /// <param name="pauses">Taken between steps.</param>
    /// <remarks>
    /// A radix exchange sort, by halves of the log, until so few lie in one that they are sorted at once: n log n where they lie evenly, and n
    /// for each bit of the log's length at worst. No memory but that of as many calls within each other.
    /// </remarks>
    public static void Sort(Span<long> addresses, long from, long until, Pauses pauses)
    {
        if (addresses.Length <= StepOf || until - from <= 1)
        {
            pauses.Step();
            addresses.Sort();
            return;
        }

        var middle = from + ((until - from) / 2);
        var low = Part(addresses, middle, pauses);
        Sort(addresses[..low], from, middle, pauses);
        Sort(addresses[low..], middle, until, pauses);
    }

    /// <summary>Puts those before the middle before the others.</summary>
    /// <returns>How many lie before it.</returns>
    private static int Part(Span<long> addresses, long middle, Pauses pauses)
    {
        var (low, high) = (0, addresses.Length);
        for (var seen = 1; low < high; seen++)
        {
            if (seen % StepOf == 0) pauses.Step();
            if (addresses[low] < middle)
            {
                low++;
                continue;
            }

            high--;
            (addresses[low], addresses[high]) = (addresses[high], addresses[low]);
        }

        return low;
    }
}
