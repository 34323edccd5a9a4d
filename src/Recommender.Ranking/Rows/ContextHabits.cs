using Recommender.Ranking.Catalogs;
using Recommender.Ranking.Members;
using Recommender.Ranking.Pages;
using Recommender.Ranking.Scores;

namespace Recommender.Ranking.Rows;

/// <summary>
/// Which micro-genres the member watches around this hour of the day, and on such a device, more or less than otherwise. Read from
/// the history alone: who watches the same at all hours and on all devices, or has watched little, sees no difference. It decides
/// between rows that fit about equally well, and nothing else: no title's score knows of it. One thread at a time.
/// </summary>
/// <remarks>
/// Contextual post-filtering (Adomavicius and Tuzhilin, Context-Aware Recommender Systems, 2011; the weighting variant of Panniello
/// et al., 2009): what is found without the context is weighted by it afterwards. The weight is the lift P(context | micro-genre) /
/// P(context), estimated with Cestnik's m-estimate, damped by a square root and bounded; hour and device are taken for independent
/// given the micro-genre, so that their weights multiply. O(titles looked at × their micro-genres), no allocation once it has grown.
/// </remarks>
internal sealed class ContextHabits
{
    // Titles of the history that are looked at and the fewest that say something; hours to either side that count as around.
    private const int Reach = 200;
    private const int Few = 20;
    private const int Around = 3;

    // How long before a title's micro-genres are read, which lie anywhere, they are asked for.
    private const int Ahead = 8;

    // Titles that are assumed to have been watched as all are, so that two or three do not make a habit; and how far each side may go.
    private const float Assumed = 4;
    private const float MostFactor = 1.25f;

    private const int SecondsPerHour = 3_600;
    private const int HoursPerDay = 24;

    private readonly RowMarks _seen = new();
    private Watched[] _watched = [];
    private float _hourShare;
    private float _deviceShare;

    /// <summary>Reads a member's history.</summary>
    public void Begin(in PageRequest request)
    {
        var count = request.Generation.MicroGenres.Count;
        _seen.Begin(count);
        if (_watched.Length < count) _watched = new Watched[count];
        var all = default(Watched);
        var catalog = request.Generation.Catalog;
        var history = request.Member.History.Span[..Math.Min(Reach, request.Member.History.Count)];
        foreach (ref readonly var title in history) catalog.PartOf(title.Row, out var local).MicroGenres.ExpectOffsets(local);
        for (var i = 0; i < history.Length; i++)
        {
            if (i + Ahead < history.Length) catalog.PartOf(history[i + Ahead].Row, out var next).MicroGenres.Expect(next);
            ref readonly var title = ref history[i];
            if (title.Strength <= 0) continue;
            var watched = Of(title, request.Query);
            all.Add(watched);
            var part = catalog.PartOf(title.Row, out var local);
            foreach (var genre in part.MicroGenres[local]) Add(genre, watched);
        }

        _hourShare = all.Timed >= Few ? all.Near / all.Timed : 0;
        _deviceShare = all.OnKnown >= Few ? all.OnSame / all.OnKnown : 0;
    }

    /// <summary>By what a micro-genre's affinity is multiplied: 1 where there is no habit, 0.8 to 1.25 for the hour and for the device.</summary>
    public float Factor(int genre)
    {
        if (!_seen[genre]) return 1;
        ref readonly var watched = ref _watched[genre];
        return Factor(watched.Near, watched.Timed, _hourShare) * Factor(watched.OnSame, watched.OnKnown, _deviceShare);
    }

    /// <summary>The same for what is like a title: the mean of its micro-genres'.</summary>
    public float FactorOf(Catalog catalog, int row)
    {
        var part = catalog.PartOf(row, out var local);
        var genres = part.MicroGenres[local];
        var sum = 0f;
        foreach (var genre in genres) sum += Factor(genre);
        return genres.IsEmpty ? 1 : sum / genres.Length;
    }

    private static float Factor(float here, float all, float share) =>
        share == 0 ? 1 : Math.Clamp(MathF.Sqrt((here + (Assumed * share)) / ((all + Assumed) * share)), 1 / MostFactor, MostFactor);

    private void Add(int genre, Watched title)
    {
        ref var watched = ref _watched[genre];
        if (_seen.Add(genre)) watched = default;
        watched.Add(title);
    }

    private static Watched Of(in WatchedTitle title, PageQuery query)
    {
        var (timed, known) = (title.Time != 0, title.Device != ViewingDevice.Unknown && query.Device != ViewingDevice.Unknown);
        return new Watched
        {
            Timed = timed ? 1 : 0,
            Near = timed && IsNear(title, query) ? 1 : 0,
            OnKnown = known ? 1 : 0,
            OnSame = known && title.Device == query.Device ? 1 : 0,
        };
    }

    // Hours of the day between then and now are the same on every clock that is as far from UTC now as it was then.
    private static bool IsNear(in WatchedTitle title, PageQuery query)
    {
        var hours = (query.Viewer.Time - title.Time) / SecondsPerHour % HoursPerDay;
        var apart = Math.Abs(hours);
        return Math.Min(apart, HoursPerDay - apart) <= Around;
    }

    /// <summary>Titles, counted.</summary>
    private struct Watched
    {
        /// <summary>Around this hour, of <see cref="Timed"/>.</summary>
        public float Near;

        /// <summary>At a time that is known.</summary>
        public float Timed;

        /// <summary>On the page's device, of <see cref="OnKnown"/>.</summary>
        public float OnSame;

        /// <summary>On a device that is known; none where the page's is not.</summary>
        public float OnKnown;

        public void Add(Watched other)
        {
            Near += other.Near;
            Timed += other.Timed;
            OnSame += other.OnSame;
            OnKnown += other.OnKnown;
        }
    }
}
