using Recommender.Ranking.Members;
using Recommender.Ranking.Pages;
using Recommender.Ranking.Scores;

namespace Recommender.Ranking.Rows;

/// <summary>
/// Which micro-genres the member watches around this hour of the day more, or less, than at others. Read from the history alone:
/// who watches the same at all hours, or has watched little, sees no difference. One thread at a time.
/// </summary>
internal sealed class HourHabit
{
    // Titles of the history that are looked at and the fewest that say something; hours to either side that count as around.
    private const int Reach = 200;
    private const int Few = 20;
    private const int Around = 3;

    // How long before a title's micro-genres are read, which lie anywhere, they are asked for.
    private const int Ahead = 8;

    // Titles that are assumed to have been watched as all are, so that two or three do not make a habit; and how far it may go.
    private const float Assumed = 4;
    private const float MostFactor = 1.25f;

    private const int SecondsPerHour = 3_600;
    private const int HoursPerDay = 24;

    private readonly RowMarks _seen = new();
    private (float Near, float All)[] _watched = [];
    private float _share;

    /// <summary>Reads a member's history.</summary>
    public void Begin(in PageRequest request)
    {
        var count = request.Generation.MicroGenres.Count;
        _seen.Begin(count);
        if (_watched.Length < count) _watched = new (float, float)[count];
        var (near, all) = (0f, 0f);
        var catalog = request.Generation.Catalog;
        var history = request.Member.History.Span[..Math.Min(Reach, request.Member.History.Count)];
        foreach (ref readonly var title in history) catalog.PartOf(title.Row, out var local).MicroGenres.ExpectOffsets(local);
        for (var i = 0; i < history.Length; i++)
        {
            if (i + Ahead < history.Length) catalog.PartOf(history[i + Ahead].Row, out var next).MicroGenres.Expect(next);
            ref readonly var title = ref history[i];
            if (title.Time == 0 || title.Strength <= 0) continue;
            var isNear = IsNear(title, request.Query);
            (near, all) = (near + (isNear ? 1 : 0), all + 1);
            var part = catalog.PartOf(title.Row, out var local);
            foreach (var genre in part.MicroGenres[local]) Add(genre, isNear);
        }

        _share = all >= Few ? near / all : 0;
    }

    /// <summary>By what a micro-genre's affinity is multiplied: 1 where there is no habit, 0.8 to 1.25.</summary>
    public float Factor(int genre)
    {
        if (_share == 0 || !_seen[genre]) return 1;
        var (near, all) = _watched[genre];
        return Math.Clamp(MathF.Sqrt((near + (Assumed * _share)) / ((all + Assumed) * _share)), 1 / MostFactor, MostFactor);
    }

    private void Add(int genre, bool isNear)
    {
        ref var watched = ref _watched[genre];
        if (_seen.Add(genre)) watched = default;
        watched = (watched.Near + (isNear ? 1 : 0), watched.All + 1);
    }

    // The member's clock is ahead of UTC by what the query's hour is ahead of its time's.
    private static bool IsNear(in WatchedTitle title, PageQuery query)
    {
        var hours = (query.Viewer.Time - title.Time) / SecondsPerHour % HoursPerDay;   // hours of the day between then and now
        var apart = Math.Abs(hours);
        return Math.Min(apart, HoursPerDay - apart) <= Around;
    }
}
