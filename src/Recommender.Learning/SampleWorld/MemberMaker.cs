namespace Recommender.Learning.SampleWorld;

/// <summary>Lets members watch: each has a few tastes, picks among their titles by popularity, and likes what fits.</summary>
internal sealed class MemberMaker(IReadOnlyList<TasteShelf> shelves, TasteShelf everything, SampleWorldOptions options, Random random)
{
    private const long SecondsWatched = 2L * 365 * 24 * 3600;
    private readonly Dictionary<int, (float Value, long Time)> _watched = [];

    /// <summary>One member's titles, completion in (0, 1] and times, oldest first.</summary>
    public IEnumerable<(int Title, float Value, long Time)> Watch()
    {
        _watched.Clear();
        var tastes = Enumerable.Range(0, 1 + random.Next(4)).Select(_ => random.Next(shelves.Count)).ToArray();
        var now = options.Now.ToUnixTimeSeconds();
        var count = Math.Min(Activity(), everything.Count / 2);
        for (var tries = 0; _watched.Count < count && tries < 4 * count; tries++)
        {
            var astray = random.Next(8) == 0;
            var title = (astray ? everything : shelves[tastes[TasteOf(tastes.Length)]]).Pick(random);
            var value = astray ? 0.05f + (0.6f * random.NextSingle()) : 0.4f + (0.6f * MathF.Sqrt(random.NextSingle()));
            _watched.TryAdd(title, (value, now - (long)(SecondsWatched * random.NextDouble())));
        }

        return _watched.Select(static one => (one.Key, one.Value.Value, one.Value.Time)).OrderBy(static one => (one.Time, one.Key));
    }

    // The first taste is the strongest.
    private int TasteOf(int count) => Math.Min(random.Next(count), random.Next(count));

    // Log-normal: the exponent of a sum of draws.
    private int Activity()
    {
        var normal = -6.0;
        for (var i = 0; i < 12; i++) normal += random.NextDouble();
        return Math.Max(1, (int)(options.TitlesPerMember * Math.Exp(0.9 * normal)));
    }
}
