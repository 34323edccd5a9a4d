using Recommender.Ranking.Generations;
using Recommender.Ranking.Members;
using Recommender.Ranking.Pages;

namespace Recommender.Ranking.Tests.Worlds;

/// <summary>A world, a member and a query drawn at random: with titles that nobody may see, gone ones, caps, artworks, and everything that a history may hold.</summary>
internal sealed class RandomWorld
{
    private const int Dimension = 8;
    private const int Tags = 16;
    private const int PersonaCount = 3;

    private readonly Random _random;

    public RandomWorld(int seed)
    {
        _random = new Random(seed);
        World = new World { TagGroups = [.. Enumerable.Range(0, Tags).Select(static tag => tag < 2 ? "language" : "mood")] };
        World.Personas = [.. Enumerable.Range(0, Tags).Select(_ => Floats(PersonaCount))];
        for (var i = _random.Next(1, 400); i > 0; i--) World.Settled.Add(Title());
        for (var i = _random.Next(3) * _random.Next(30); i > 0; i--) World.Recent.Add(Title());
        for (var i = _random.Next(World.Settled.Count); i > 0; i -= 10) World.Gone.Add(_random.Next(World.Settled.Count));
        for (var i = _random.Next(30); i > 0; i--) World.MicroGenres.Add(Draw(Tags, _random.Next(1, 4)));
        for (var i = _random.Next(5); i > 0; i--)
        {
            var genres = Draw(World.MicroGenres.Count, _random.Next(6)).Select(genre => (genre, 0.1f + (0.9f * _random.NextSingle()))).ToArray();
            World.Communities.Add((Draw(World.Settled.Count, _random.Next(40)), genres));
        }

        Generation = World.Build();
        Member = MakeMember();
        Query = MakeQuery();
    }

    public World World { get; }

    public Generation Generation { get; }

    public MemberProfile Member { get; }

    public PageQuery Query { get; }

    private int Rows => Generation.Catalog.Rows;

    private MadeTitle Title() => new()
    {
        Embedding = [.. Enumerable.Range(0, Dimension).Select(_ => _random.NextSingle() - 0.3f)],
        Popularity = _random.NextSingle(),
        Trend = _random.NextSingle() - 0.5f,
        AddedAt = World.Now - (_random.Next(200) * 86_400L),
        Tags = Draw(Tags, _random.Next(6)),
        CapKeys = _random.Next(3) == 0 ? [1_000_000 + _random.Next(10)] : [],
        Images = [.. Enumerable.Range(0, _random.Next(5)).Select(_ => Draw(Tags, _random.Next(4)))],
        Trailers = [.. Enumerable.Range(0, _random.Next(3)).Select(_ => Draw(Tags, _random.Next(4)))],
        Obstacle = _random.Next(8) switch { 0 => "maturity", 1 => "country", _ => null },
    };

    private MemberProfile MakeMember()
    {
        var member = World.Stranger(Generation);
        Floats(PersonaCount).CopyTo(member.Personas);
        if (_random.Next(4) == 0) return member;
        (member.Known, member.HasVector) = (true, _random.Next(6) != 0);
        if (member.HasVector) Floats(Dimension).CopyTo(member.Vector);
        foreach (var row in Draw(Rows, _random.Next(40)))
        {
            member.History.Add(new WatchedTitle(
                row, _random.NextSingle() - 0.2f, (uint)(World.Now - _random.Next(10_000_000)), (uint)_random.Next(3_000), 3_000, (WatchStates)_random.Next(32)));
        }

        foreach (var row in Draw(Rows, _random.Next(10))) member.Hidden.Add(row);
        foreach (var row in Draw(Rows, _random.Next(10))) member.Listed.Add(row);
        foreach (var row in Draw(Rows, _random.Next(20))) member.Impressions.Add(new Weighted(row, _random.Next(1, 20)));
        foreach (var row in Draw(Generation.Communities.Count, 3)) member.Communities.Add(new Weighted(row, 1f / 3));
        foreach (var tag in Draw(Tags, _random.Next(6))) member.Tags.Add(new Weighted(tag, _random.NextSingle()));
        return member;
    }

    private PageQuery MakeQuery()
    {
        var query = World.Query(Generation);
        (query.MaxRows, query.TitlesPerRow, query.Seed, query.Explain) = (_random.Next(1, 15), _random.Next(1, 25), (ulong)_random.NextInt64(), _random.Next(2) == 0);
        (query.Relevance, query.MaxPerTag, query.Window, query.MaxPerFranchise) = (_random.NextSingle(), _random.Next(1, 5), _random.Next(1, 8), _random.Next(1, 4));
        foreach (var row in Draw(Rows, _random.Next(10))) query.Excluded.Add(row);
        foreach (var tag in Draw(Tags, _random.Next(4))) query.OnboardingTags.Add(tag);
        if (_random.Next(4) == 0) query.Kinds = (uint)_random.Next(256);
        return query;
    }

    private float[] Floats(int count) => [.. Enumerable.Range(0, count).Select(_ => _random.NextSingle())];

    private int[] Draw(int below, int count) => [.. Enumerable.Range(0, below).OrderBy(_ => _random.Next()).Take(count)];
}
