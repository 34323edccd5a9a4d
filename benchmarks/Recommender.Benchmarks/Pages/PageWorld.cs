using System.Numerics.Tensors;
using System.Text;
using Recommender.Benchmarks.Numerics;
using Recommender.Numerics;
using Recommender.Ranking.Catalogs;
using Recommender.Ranking.Generations;
using Recommender.Ranking.Members;
using Recommender.Ranking.Pages;
using Recommender.Ranking.Recipes;
using Recommender.Ranking.Tastes;

namespace Recommender.Benchmarks.Pages;

/// <summary>A made-up generation of the size that is served, with members.</summary>
internal sealed class PageWorld : IDisposable
{
    private const int Dimension = 128;
    private const int CommunityCount = 300;
    private const int PersonaCount = 12;
    private const int ArtworksOfTitle = 6;
    private const long Now = 1_767_225_600;

    private readonly Random _random = new(20260101);
    private readonly LatentRows _latent;
    private readonly TagWorld _tags;
    private readonly Genres _genres;
    private readonly ExactTopK _index;

    public PageWorld(int titles, int members)
    {
        _latent = new LatentRows(titles, Dimension);
        _tags = new TagWorld(_latent.Rows, seed: 1);
        _genres = new Genres(_tags, seed: 2);
        _index = new ExactTopK(_latent.Rows);
        Generation = MakeGeneration();
        var vectors = _latent.Queries(members);
        Members = [.. Enumerable.Range(0, members).Select(row => MakeMember(vectors[row]))];
        vectors.Dispose();
    }

    public Generation Generation { get; }

    public MemberProfile[] Members { get; }

    public PageQuery Query()
    {
        var query = new PageQuery();
        query.Reset(Generation.Recipe);
        query.Viewer = new Viewer(0, Now, byte.MaxValue, 0);
        return query;
    }

    public void Dispose()
    {
        _index.Dispose();
        _latent.Rows.Dispose();
    }

    private Generation MakeGeneration()
    {
        var part = MakePart(_latent.Rows, new ExactSearch(_index), [.. Enumerable.Range(0, _latent.Rows.Rows)]);
        var nothing = new AlignedMatrix<float>(0, Dimension);
        var catalog = new Catalog(part, MakePart(nothing, new ExactSearch(_index), []), new ulong[(part.Count + 63) / 64], version: 1);
        int[] Best(Func<int, double> by) => [.. Enumerable.Range(0, part.Count).OrderByDescending(by).Take(400)];
        return new Generation
        {
            Number = 1,
            ModelVersion = 1,
            Catalog = catalog,
            Tags = new TagTable { Groups = _tags.GroupOfTag, Names = [.. _tags.GroupOfTag.Select(static (group, tag) => $"{group} {tag}")], RowByHash = new Dictionary<ulong, int>() },
            MicroGenres = MakeMicroGenres(),
            Communities = MakeCommunities(),
            Personas = new PersonaTable
            {
                Names = [.. Enumerable.Range(0, PersonaCount).Select(static persona => $"persona {persona}")],
                Weights = [.. Enumerable.Range(0, _tags.GroupOfTag.Length * PersonaCount).Select(_ => _random.NextSingle())],
            },
            Recipe = new Recipe(),
            Popular = Best(row => part.Popularity[row]),
            Trending = Best(row => part.Trend[row]),
            Newest = Best(row => part.AddedAt[row]),
        };
    }

    private CatalogPart MakePart(AlignedMatrix<float> embeddings, ITitleSearch search, int[] rows)
    {
        var norms = rows.Select(row => TensorPrimitives.Norm(embeddings[row])).ToArray();
        var longest = norms.Append(1).Max();
        return new CatalogPart
        {
            Ids = new TitleIds(Compress(rows.Select(static row => Encoding.UTF8.GetBytes($"t{row}"))), [.. rows.Select(static row => (ulong)(row + 1) * 0x9E37_79B9_7F4A_7C15)]),
            Embeddings = embeddings,
            Search = search,
            Popularity = [.. norms.Select(norm => norm / longest)],
            Trend = [.. rows.Select(_ => CatalogPart.TrendOf((float)((_random.NextDouble() * 2) - 1.5)))],
            AddedAt = [.. rows.Select(_ => Now - (_random.Next(3_000) * 86_400L))],
            Access = new MostAllowed(rows.Length),
            Tags = Compress(rows.Select(row => _tags.Tags[row])),
            TagWeights = Compress(rows.Select(row => _tags.Weights[row])),
            CapKeys = Compress(rows.Select(row => row % 4 == 0 ? new[] { row / 12 } : [])),
            MicroGenres = Compress(rows.Select(row => _genres.OfTitle[row])),
            MicroGenreTitles = Compress(_genres.Titles.Select(titles => rows.Length == 0 ? [] : titles.Select(static title => title.Row).ToArray())),
            MicroGenreStrengths = Compress(_genres.Titles.Select(titles => rows.Length == 0 ? [] : titles.Select(static title => title.Strength).ToArray())),
            Artworks = new ArtworkTable
            {
                First = [.. Enumerable.Range(0, rows.Length + 1).Select(static row => row * ArtworksOfTitle)],
                FirstTrailer = [.. rows.Select(static row => ((row + 1) * ArtworksOfTitle) - 1)],
                Depicts = Compress(rows.SelectMany(row => Enumerable.Range(0, ArtworksOfTitle).Select(_ => Some(_tags.Tags[row], 1 + _random.Next(3))))),
            },
        };
    }

    private MicroGenreTable MakeMicroGenres()
    {
        var directions = new AlignedMatrix<float>(_genres.Tags.Length, Dimension);
        for (var genre = 0; genre < directions.Rows; genre++)
        {
            var direction = directions.Writable(genre);
            foreach (var (row, strength) in _genres.Titles[genre]) TensorPrimitives.MultiplyAdd(_latent.Rows[row], strength, direction, direction);
            TensorPrimitives.Divide(direction, TensorPrimitives.Norm<float>(direction), direction);
        }

        return new MicroGenreTable
        {
            Names = [.. _genres.Tags.Select(static genre => string.Join(' ', genre))],
            RowIds = [.. _genres.Tags.Select(static genre => Encoding.UTF8.GetBytes($"micro-genre:{string.Join('-', genre)}"))],
            Tags = Compress(_genres.Tags),
            Directions = directions,
        };
    }

    private CommunityTable MakeCommunities()
    {
        var vectors = _latent.Queries(CommunityCount);
        var favourites = new int[CommunityCount][];
        var genres = new int[CommunityCount][];
        var best = new ScoredRow[200];
        for (var community = 0; community < CommunityCount; community++)
        {
            var found = _index.Search(vectors[community], best, new TopKScratch());
            favourites[community] = Some([.. best[..found].Select(static scored => scored.Row)], 100);
            genres[community] = [.. favourites[community].SelectMany(row => _genres.OfTitle[row]).GroupBy(static genre => genre).OrderByDescending(static group => group.Count()).Take(60).Select(static group => group.Key)];
        }

        vectors.Dispose();
        return new CommunityTable
        {
            Descriptions = [.. Enumerable.Range(0, CommunityCount).Select(static community => $"community {community}")],
            Favourites = Compress(favourites),
            MicroGenres = Compress(genres),
            Affinities = Compress(genres.Select(static own => own.Select(static (_, rank) => 1f / (1 + (0.1f * rank))).ToArray())),
        };
    }

    private MemberProfile MakeMember(ReadOnlySpan<float> vector)
    {
        var member = new MemberProfile();
        member.Reset(Dimension, PersonaCount);
        (member.Known, member.HasVector) = (true, true);
        vector.CopyTo(member.Vector);
        var best = new ScoredRow[400];
        var found = _index.Search(vector, best, new TopKScratch());
        var watched = Some([.. best[..found].Select(static scored => scored.Row)], 60);
        for (var i = 0; i < watched.Length; i++)
            member.History.Add(new WatchedTitle(watched[i], 0.5f + (0.5f * _random.NextSingle()), (uint)(Now - (i * 90_000)), (uint)(i == 3 ? 600 : 0), 5_400, i == 3 ? WatchStates.Started : WatchStates.Finished));
        var tags = watched.SelectMany(row => _tags.Tags[row]).GroupBy(static tag => tag).OrderByDescending(static group => group.Count()).Take(24);
        foreach (var tag in tags) member.Tags.Add(new Weighted(tag.Key, tag.Count()));
        for (var i = 0; i < 4; i++) member.Communities.Add(new Weighted(_random.Next(CommunityCount), 0.25f));
        for (var i = 0; i < 50; i++) member.Impressions.Add(new Weighted(best[_random.Next(found)].Row, 1 + _random.Next(5)));
        foreach (ref var persona in member.Personas) persona = 1f / PersonaCount;
        return member;
    }

    private int[] Some(int[] from, int count)
    {
        var all = (int[])from.Clone();
        _random.Shuffle(all);
        return all[..Math.Min(count, all.Length)];
    }

    private static CompressedRows<T> Compress<T>(IEnumerable<T[]> rows)
        where T : unmanaged
    {
        var all = rows.ToArray();
        var offsets = new long[all.Length + 1];
        for (var i = 0; i < all.Length; i++) offsets[i + 1] = offsets[i] + all[i].Length;
        return new CompressedRows<T>(offsets, all.SelectMany(static row => row).ToArray());
    }
}
