using System.Globalization;
using Recommender.Learning.Data;

namespace Recommender.Learning.SampleWorld;

/// <summary>
/// Makes a world to try things in: titles with tags and artworks, and members who watched some, after a latent model of tastes.
/// Nothing of it is real; the same options give the same world.
/// </summary>
public static class SampleWorldBuilder
{
    private const int MostTastes = 120;
    private const int TitlesPerTaste = 20;
    private const int RowsAtOnce = 1024;

    // What a title takes to make, where one that a member watches takes 1.
    private const double TitleCost = 30;

    /// <summary>Makes a world.</summary>
    /// <param name="options">Sizes.</param>
    /// <param name="progress">Told the share that is made, 0 to 1; null if nobody asks.</param>
    /// <param name="cancellation">Stops the making.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is out of range.</exception>
    public static Dataset Build(SampleWorldOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        options ??= new SampleWorldOptions();
        options.Check();
        var (words, random) = (new Vocabulary(), new Random(options.Seed));
        var tastes = Taste.Draw(words, Math.Clamp(options.Titles / TitlesPerTaste, 1, MostTastes), random);

        var (maker, titles, tasteOf) = (new TitleMaker(words, random), new Title[options.Titles], new int[options.Titles]);
        var titleShare = TitleCost * options.Titles / ((TitleCost * options.Titles) + ((double)options.TitlesPerMember * options.Members));
        for (var row = 0; row < titles.Length; row++)
        {
            if (row % RowsAtOnce == 0) Tell(titleShare * row / titles.Length, progress, cancellation);
            tasteOf[row] = row < tastes.Length ? row : random.Next(tastes.Length);   // no taste without a title
            titles[row] = maker.Make(row, tastes[tasteOf[row]], options);
        }

        var popularity = Popularity(options.Titles, random);
        var shelves = Enumerable.Range(0, options.Titles).GroupBy(row => tasteOf[row]).OrderBy(static group => group.Key).Select(group => new TasteShelf(group, popularity));
        var members = new MemberMaker([.. shelves], new TasteShelf(Enumerable.Range(0, options.Titles), popularity), options, random);
        return new Dataset(
            new IdTable(Enumerable.Range(0, options.Members).Select(static row => string.Create(CultureInfo.InvariantCulture, $"m{row:D7}"))),
            titles,
            words.Tags,
            Watch(members, options, titleShare, progress, cancellation));
    }

    private static void Tell(double share, IProgress<double>? progress, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        progress?.Report(share);
    }

    // Zipf's law over a random order.
    private static double[] Popularity(int titles, Random random)
    {
        var popularity = Enumerable.Range(0, titles).Select(static rank => Math.Pow(rank + 10, -0.8)).ToArray();
        random.Shuffle(popularity);
        return popularity;
    }

    private static Interactions Watch(MemberMaker members, SampleWorldOptions options, double from, IProgress<double>? progress, CancellationToken cancellation)
    {
        var offsets = new long[options.Members + 1];
        var (titles, values, times) = (new List<int>(), new List<float>(), new List<long>());
        for (var member = 0; member < options.Members; member++)
        {
            foreach (var (title, value, time) in members.Watch())
            {
                titles.Add(title);
                values.Add(value);
                times.Add(time);
            }

            offsets[member + 1] = titles.Count;
            if (member % RowsAtOnce == 0) Tell(from + ((1 - from) * member / options.Members), progress, cancellation);
        }

        progress?.Report(1);
        return new Interactions(options.Titles, offsets, [.. titles], [.. values], [.. times]);
    }
}
