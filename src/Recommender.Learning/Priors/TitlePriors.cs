using Recommender.Learning.Data;

namespace Recommender.Learning.Priors;

/// <summary>What is known of a title before anything is known of a member.</summary>
/// <param name="Support">Interactions of each title, shape (titles).</param>
/// <param name="Popularity">ln(1 + faded count) over the greatest of all titles, 0 to 1, shape (titles).</param>
/// <param name="Trend">
/// ln of the pace now over the usual one, shape (titles): above 0 for what more choose than before, by how many e-foldings.
/// Events fade by half-lives; a pace is the faded count over the half-life, and both are pulled together by a few events at the
/// usual pace. Shares of all events are compared, so that a busy week is no trend of every title. 0 where no times are known.
/// </param>
public sealed record TitlePriors(int[] Support, float[] Popularity, float[] Trend)
{
    private const double SecondsPerDay = 86_400;

    /// <summary>Counts. Ages are those at the newest event. O(interactions).</summary>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public static TitlePriors Of(Interactions interactions, PriorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(interactions);
        options ??= new PriorOptions();
        options.Check();
        var support = new int[interactions.TitleCount];
        foreach (var title in interactions.Titles) support[title]++;

        var newest = 0L;
        foreach (var time in interactions.Times) newest = Math.Max(newest, time);
        var popular = options.PopularityHalfLifeDays is { } days ? Faded(interactions, newest, days, unknown: 1) : Array.ConvertAll(support, count => (double)count);
        return new TitlePriors(support, Popularities(popular), Trends(interactions, newest, options));
    }

    private static float[] Popularities(double[] counts)
    {
        var greatest = counts.Length == 0 ? 0 : Math.Log(1 + counts.Max());
        return Array.ConvertAll(counts, count => greatest == 0 ? 0 : (float)(Math.Log(1 + count) / greatest));
    }

    private static float[] Trends(Interactions interactions, long newest, PriorOptions options)
    {
        var now = Faded(interactions, newest, options.TrendHalfLifeDays, unknown: 0);
        var usual = Faded(interactions, newest, options.BaseHalfLifeDays, unknown: 0);
        var (allNow, allUsual) = (now.Sum(), usual.Sum());
        var trends = new float[now.Length];
        if (allNow == 0) return trends;

        for (var title = 0; title < trends.Length; title++)
        {
            var expected = usual[title] * allNow / allUsual;
            trends[title] = (float)Math.Log((now[title] + options.TrendPrior) / (expected + options.TrendPrior));
        }

        return trends;
    }

    private static double[] Faded(Interactions interactions, long newest, double halfLifeDays, double unknown)
    {
        var counts = new double[interactions.TitleCount];
        for (var i = 0; i < interactions.Count; i++)
        {
            var time = interactions.Times[i];
            counts[interactions.Titles[i]] += time == 0 ? unknown : double.Exp2(-(newest - time) / SecondsPerDay / halfLifeDays);
        }

        return counts;
    }
}
