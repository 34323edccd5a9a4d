using Recommender.Numerics;

namespace Recommender.Server.Catalogs;

/// <summary>Turns the micro-genres of titles round: the titles of each.</summary>
internal static class MicroGenreLists
{
    /// <summary>By micro-genre its titles, the strongest first, equal ones by popularity, then by row.</summary>
    /// <param name="microGenres">By title.</param>
    /// <param name="strengths">As many, by title.</param>
    /// <param name="popularity">By title.</param>
    /// <param name="count">Number of micro-genres.</param>
    public static (CompressedRows<int> Titles, CompressedRows<float> Strengths) Of(
        CompressedRows<int> microGenres, CompressedRows<float> strengths, float[] popularity, int count)
    {
        var offsets = new long[count + 1];
        foreach (var microGenre in microGenres.Values) offsets[microGenre + 1]++;
        for (var i = 0; i < count; i++) offsets[i + 1] += offsets[i];

        var entries = new Entry[microGenres.Values.Length];
        var next = offsets.AsSpan(0, count).ToArray();
        for (var title = 0; title < microGenres.Rows; title++)
        {
            var own = microGenres[title];
            for (var i = 0; i < own.Length; i++) entries[next[own[i]]++] = new Entry(strengths[title][i], popularity[title], title);
        }

        for (var i = 0; i < count; i++) entries.AsSpan((int)offsets[i], (int)(offsets[i + 1] - offsets[i])).Sort(Entry.Order);
        return (
            new CompressedRows<int>(offsets, Array.ConvertAll(entries, static entry => entry.Title)),
            new CompressedRows<float>(offsets, Array.ConvertAll(entries, static entry => entry.Strength)));
    }

    /// <summary>Lists like those of before, without titles that are gone and with those that came after.</summary>
    /// <param name="before">The lists of before, and their strengths.</param>
    /// <param name="part">Micro-genres and strengths by title.</param>
    /// <param name="popularity">By title.</param>
    /// <param name="first">The first title that came after.</param>
    /// <param name="gone">One bit per title.</param>
    /// <remarks>O(micro-genres + entries): nothing that was in order is ordered again.</remarks>
    public static (CompressedRows<int> Titles, CompressedRows<float> Strengths) After(
        (CompressedRows<int> Titles, CompressedRows<float> Strengths) before, (CompressedRows<int> MicroGenres, CompressedRows<float> Strengths) part, float[] popularity, int first, ulong[] gone)
    {
        var added = Added(part, popularity, first, gone);
        var (rows, most) = (before.Titles.Rows, before.Titles.Values.Length + added.Count);
        var (titles, strengths, next) = (new RowsBuilder<int>(rows, most), new RowsBuilder<float>(rows, most), 0);
        for (var microGenre = 0; microGenre < before.Titles.Rows; microGenre++)
        {
            var old = before.Titles[microGenre];
            var oldStrengths = before.Strengths[microGenre];
            for (var i = 0; i < old.Length; i++)
            {
                if ((gone[old[i] >> 6] >> (old[i] & 63) & 1) == 1) continue;
                while (IsNext(microGenre) && Entry.Order(added[next].Entry, new Entry(oldStrengths[i], popularity[old[i]], old[i])) < 0) Take(added[next++].Entry);
                titles.Add(old[i]);
                strengths.Add(oldStrengths[i]);
            }

            while (IsNext(microGenre)) Take(added[next++].Entry);
            titles.EndRow();
            strengths.EndRow();
        }

        return (titles.Build(), strengths.Build());

        bool IsNext(int microGenre) => next < added.Count && added[next].MicroGenre == microGenre;

        void Take(Entry entry)
        {
            titles.Add(entry.Title);
            strengths.Add(entry.Strength);
        }
    }

    private static List<(int MicroGenre, Entry Entry)> Added((CompressedRows<int> MicroGenres, CompressedRows<float> Strengths) part, float[] popularity, int first, ulong[] gone)
    {
        var added = new List<(int MicroGenre, Entry Entry)>();
        for (var title = first; title < part.MicroGenres.Rows; title++)
        {
            if ((gone[title >> 6] >> (title & 63) & 1) == 1) continue;
            for (var i = 0; i < part.MicroGenres[title].Length; i++) added.Add((part.MicroGenres[title][i], new Entry(part.Strengths[title][i], popularity[title], title)));
        }

        added.Sort(static (one, other) => one.MicroGenre != other.MicroGenre ? one.MicroGenre.CompareTo(other.MicroGenre) : Entry.Order(one.Entry, other.Entry));
        return added;
    }

    private readonly record struct Entry(float Strength, float Popularity, int Title)
    {
        public static int Order(Entry one, Entry other) =>
            one.Strength != other.Strength ? other.Strength.CompareTo(one.Strength)
            : one.Popularity != other.Popularity ? other.Popularity.CompareTo(one.Popularity)
            : one.Title.CompareTo(other.Title);
    }
}
