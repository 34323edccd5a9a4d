using System.Diagnostics;
using Recommender.Ranking.Catalogs;
using Recommender.Ranking.Members;
using Recommender.Ranking.Pages;
using Recommender.Server.Generations;
using Recommender.Server.Members;
using Recommender.Storage.Members;

namespace Recommender.Server.Pages;

/// <summary>From requests that were checked to queries in rows of one generation.</summary>
internal static class PageQueries
{
    private const int SecondsPerMinute = 60;
    private const int SecondsPerHour = 3_600;
    private const int HoursPerDay = 24;
    private const byte NoCeiling = byte.MaxValue;

    // Of the time that is left, what is kept for writing the answer and bringing it on its way.
    private static readonly TimeSpan Reserve = TimeSpan.FromMilliseconds(3);

    /// <summary>Fills a query.</summary>
    /// <param name="query">Receives everything.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="served">In whose rows.</param>
    /// <param name="now">The server's time, where the request has none.</param>
    public static void Fill(PageQuery query, V1.RecommendRequest request, ServedGeneration served, DateTimeOffset now)
    {
        query.Reset(served.Ranking.Recipe);
        query.MaxRows = request.MaxRows == 0 ? RecommendRequestRules.UsualRows : request.MaxRows;
        query.TitlesPerRow = request.TitlesPerRow == 0 ? RecommendRequestRules.UsualTitlesPerRow : request.TitlesPerRow;
        FillContext(query, request.Context, now);
        FillExcluded(query, request, served);
        if (request.RowKinds.Count > 0) query.Kinds = 0;
        foreach (var kind in request.RowKinds) query.Kinds |= 1u << (int)kind;
        foreach (var tag in request.OnboardingTags)
            if (served.Ranking.Tags.RowByHash.TryGetValue(IdHash.OfTag(tag.Group, tag.Name), out var row)) query.OnboardingTags.Add(row);
        query.Seed = request.HasSeed ? request.Seed : Drawn();
        query.Explain = request.Explain;
        FillDiversity(query, request.Diversity);
    }

    /// <summary>Fills a query for titles like one; drawn artworks differ from call to call.</summary>
    /// <inheritdoc cref="Fill(PageQuery, V1.RecommendRequest, ServedGeneration, DateTimeOffset)"/>
    public static void Fill(PageQuery query, V1.SimilarTitlesRequest request, ServedGeneration served, DateTimeOffset now)
    {
        query.Reset(served.Ranking.Recipe);
        query.TitlesPerRow = request.MaxTitles == 0 ? SimilarTitlesRequestRules.UsualTitles : request.MaxTitles;
        query.Seed = Drawn();
        FillContext(query, request.Context, now);
    }

    private static void FillContext(PageQuery query, V1.PageContext? context, DateTimeOffset now)
    {
        var time = context?.Time?.Seconds ?? now.ToUnixTimeSeconds();
        var country = context is { Country: [var first, var second] } ? (ushort)((first << 8) | second) : (ushort)0;
        var ceiling = context is { HasMaturityCeiling: true } ? (byte)context.MaturityCeiling : NoCeiling;
        query.Viewer = new Viewer(country, time, ceiling, LanguageTag.Primary(context?.Language));
        query.Hour = HourOf(time + (long)(context?.UtcOffsetMinutes ?? 0) * SecondsPerMinute);
        query.Device = (ViewingDevice)Habits.DeviceOf((int)(context?.Device ?? V1.DeviceKind.Unspecified));
    }

    /// <summary>When the last row may be begun so that the answer is there in time.</summary>
    /// <param name="deadline">Of the call, in UTC; the greatest time for none.</param>
    /// <param name="now">The time now.</param>
    /// <returns>A timestamp of <see cref="Stopwatch"/>.</returns>
    public static long DeadlineOf(DateTime deadline, DateTimeOffset now)
    {
        if (deadline == DateTime.MaxValue) return long.MaxValue;
        var left = deadline - now.UtcDateTime;
        var reserve = left / 2 < Reserve ? left / 2 : Reserve;
        return Stopwatch.GetTimestamp() + (long)((left - reserve).TotalSeconds * Stopwatch.Frequency);
    }

    private static ulong Drawn() => (ulong)Random.Shared.NextInt64(long.MinValue, long.MaxValue);

    private static void FillExcluded(PageQuery query, V1.RecommendRequest request, ServedGeneration served)
    {
        foreach (var id in request.ExcludedTitleIds)
        {
            var row = served.Ranking.Catalog.RowOf(IdHash.Of(id));
            if (row >= 0) query.Excluded.Add(row);
        }
    }

    private static void FillDiversity(PageQuery query, V1.DiversityOverrides? diversity)
    {
        if (diversity is null) return;
        if (diversity.HasRelevance) query.Relevance = diversity.Relevance;
        if (diversity.HasMaxPerTag) query.MaxPerTag = diversity.MaxPerTag;
        if (diversity.HasWindow) query.Window = diversity.Window;
        if (diversity.HasMinMicroGenres) query.MinMicroGenres = diversity.MinMicroGenres;
        if (diversity.HasMaxPerFranchise) query.MaxPerFranchise = diversity.MaxPerFranchise;
    }

    private static int HourOf(long seconds)
    {
        var hour = (int)(seconds / SecondsPerHour % HoursPerDay);
        return seconds < 0 && seconds % SecondsPerHour != 0 ? (hour + HoursPerDay - 1) % HoursPerDay : (hour + HoursPerDay) % HoursPerDay;
    }
}
