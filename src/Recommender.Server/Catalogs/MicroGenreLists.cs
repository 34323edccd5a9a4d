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

    private readonly record struct Entry(float Strength, float Popularity, int Title)
    {
        public static int Order(Entry one, Entry other) =>
            one.Strength != other.Strength ? other.Strength.CompareTo(one.Strength)
            : one.Popularity != other.Popularity ? other.Popularity.CompareTo(one.Popularity)
            : one.Title.CompareTo(other.Title);
    }
}
