using Recommender.Learning.Data;

namespace Recommender.Server.Data;

/// <summary>
/// When each title of a dataset joined the catalogue, which no dataset says: in the year that it is of, at its first interaction if that
/// fell into it. So a film from long ago is not new because somebody watched it today.
/// </summary>
internal static class TitleStart
{
    /// <summary>Seconds since 1970, UTC, by title; 0 where neither year nor interaction is known. O(interactions).</summary>
    public static long[] Of(Dataset dataset)
    {
        var first = FirstInteractions(dataset.Interactions);
        for (var title = 0; title < first.Length; title++)
        {
            if (dataset.Titles[title].Year is { } year and >= 1 and < 9999) first[title] = Math.Clamp(first[title], StartOf(year), StartOf(year + 1) - 1);
        }

        return first;
    }

    private static long[] FirstInteractions(Interactions interactions)
    {
        var first = new long[interactions.TitleCount];
        var titles = interactions.Titles;
        var times = interactions.Times;
        for (var i = 0; i < titles.Length; i++)
        {
            ref var known = ref first[titles[i]];
            if (times[i] > 0 && (known == 0 || times[i] < known)) known = times[i];
        }

        return first;
    }

    private static long StartOf(int year) => new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();
}
