using System.Text;
using Recommender.Numerics;
using Recommender.Ranking.Catalogs;
using Recommender.Ranking.Generations;
using Recommender.Ranking.Members;
using Recommender.Ranking.Pages;
using Recommender.Ranking.Recipes;
using Recommender.Ranking.Tastes;

namespace Recommender.Ranking.Tests.Worlds;

/// <summary>A generation written out: titles, and micro-genres as sets of tags whose titles are those with all of them.</summary>
internal sealed class World
{
    public const long Now = 1_767_225_600;   // the first of January 2026

    public List<MadeTitle> Settled { get; } = [];

    public List<MadeTitle> Recent { get; } = [];

    public HashSet<int> Gone { get; } = [];

    /// <summary>Tags of each micro-genre.</summary>
    public List<int[]> MicroGenres { get; } = [];

    /// <summary>Of each community: favourites, and micro-genres with affinities.</summary>
    public List<(int[] Favourites, (int Genre, float Affinity)[] Genres)> Communities { get; } = [];

    public string[] TagGroups { get; set; } = [.. Enumerable.Repeat("mood", 8)];

    /// <summary>By tag and persona.</summary>
    public float[][] Personas { get; set; } = [];

    public Recipe Recipe { get; set; } = new();

    public Generation Build()
    {
        var tags = TagGroups.Length;
        var personas = Personas.Length == 0 ? 0 : Personas[0].Length;
        var settled = Part(Settled, "s");
        var recent = Part(Recent, "r");
        var gone = new ulong[(Settled.Count + 63) / 64];
        foreach (var row in Gone) gone[row >> 6] |= 1UL << (row & 63);
        int[] Rows(Func<MadeTitle, float> by) => [.. Enumerable.Range(0, Settled.Count).OrderByDescending(row => by(Settled[row])).ThenBy(static row => row)];
        return new Generation
        {
            Number = 1,
            ModelVersion = 1,
            Catalog = new Catalog(settled, recent, gone, version: 1),
            Tags = new TagTable { Groups = TagGroups, Names = [.. Enumerable.Range(0, tags).Select(static tag => $"tag {tag}")], RowByHash = new Dictionary<ulong, int>() },
            MicroGenres = new MicroGenreTable
            {
                Names = [.. MicroGenres.Select(static genre => string.Join(' ', genre))],
                RowIds = [.. MicroGenres.Select(static genre => Encoding.UTF8.GetBytes($"micro-genre:{string.Join('-', genre)}"))],
                Tags = Compressed.Rows(MicroGenres),
                Directions = Directions(settled),
            },
            Communities = new CommunityTable
            {
                Descriptions = [.. Communities.Select(static (_, row) => $"community {row}")],
                Favourites = Compressed.Rows(Communities.Select(static community => community.Favourites)),
                MicroGenres = Compressed.Rows(Communities.Select(static community => community.Genres.Select(static genre => genre.Genre).ToArray())),
                Affinities = Compressed.Rows(Communities.Select(static community => community.Genres.Select(static genre => genre.Affinity).ToArray())),
            },
            Personas = new PersonaTable { Names = [.. Enumerable.Range(0, personas).Select(static persona => $"persona {persona}")], Weights = [.. Personas.SelectMany(static row => row)] },
            Recipe = Recipe,
            Popular = Rows(static title => title.Popularity),
            Trending = Rows(static title => title.Trend),
            Newest = Rows(static title => title.AddedAt),
        };
    }

    /// <summary>A member of whom nothing is known.</summary>
    public static MemberProfile Stranger(Generation generation)
    {
        var member = new MemberProfile();
        member.Reset(generation.Catalog.Settled.Embeddings.Dimension, generation.Personas.Count);
        return member;
    }

    public static MemberProfile Member(Generation generation, params ReadOnlySpan<float> vector)
    {
        var member = Stranger(generation);
        (member.Known, member.HasVector) = (true, true);
        vector.CopyTo(member.Vector);
        return member;
    }

    public static PageQuery Query(Generation generation)
    {
        var query = new PageQuery();
        query.Reset(generation.Recipe);
        query.Viewer = new Viewer(0, Now, byte.MaxValue, 0);
        return query;
    }

    private CatalogPart Part(List<MadeTitle> titles, string prefix)
    {
        var dimension = Settled.Concat(Recent).Select(static title => title.Embedding.Length).FirstOrDefault(2);
        var embeddings = new AlignedMatrix<float>(titles.Count, dimension);
        for (var row = 0; row < titles.Count; row++) titles[row].Embedding.CopyTo(embeddings.Writable(row));
        var genres = MicroGenres.Select(genre => Enumerable.Range(0, titles.Count).Where(row => genre.All(titles[row].Tags.Contains)).OrderBy(row => titles[row].Tags.Length).ToArray()).ToArray();
        var weights = titles.Select(static title => Enumerable.Repeat(1 / MathF.Sqrt(Math.Max(1, title.Tags.Length)), title.Tags.Length).ToArray());
        return new CatalogPart
        {
            Ids = new TitleIds(
                Compressed.Rows(titles.Select((_, row) => Encoding.UTF8.GetBytes($"{prefix}{row}"))),
                [.. titles.Select((_, row) => ((prefix == "s" ? 1UL : 2UL) * 0x9E37_79B9_7F4A_7C15) + ((ulong)row * 0xBF58_476D_1CE4_E5B9))]),
            Embeddings = embeddings,
            Search = new DefinedSearch(embeddings),
            Popularity = [.. titles.Select(static title => title.Popularity)],
            Trend = [.. titles.Select(static title => CatalogPart.TrendOf(title.Trend))],
            AddedAt = [.. titles.Select(static title => title.AddedAt)],
            Access = new MadeAccess(titles.Select(static title => title.Obstacle)),
            Tags = Compressed.Rows(titles.Select(static title => title.Tags)),
            TagWeights = Compressed.Rows(weights),
            CapKeys = Compressed.Rows(titles.Select(static title => title.CapKeys)),
            MicroGenres = Compressed.Rows(Enumerable.Range(0, titles.Count).Select(row => Enumerable.Range(0, genres.Length).Where(genre => genres[genre].Contains(row)).ToArray())),
            MicroGenreTitles = Compressed.Rows(genres),
            MicroGenreStrengths = Compressed.Rows(genres.Select(rows => rows.Select(row => (float)1 / titles[row].Tags.Length).ToArray())),
            Artworks = Artworks(titles),
        };
    }

    private static ArtworkTable Artworks(List<MadeTitle> titles)
    {
        var (first, trailers, depicts) = (new int[titles.Count + 1], new int[titles.Count], new List<int[]>());
        for (var row = 0; row < titles.Count; row++)
        {
            depicts.AddRange(titles[row].Images);
            trailers[row] = depicts.Count;
            depicts.AddRange(titles[row].Trailers);
            first[row + 1] = depicts.Count;
        }

        return new ArtworkTable { First = first, FirstTrailer = trailers, Depicts = Compressed.Rows(depicts) };
    }

    private AlignedMatrix<float> Directions(CatalogPart part)
    {
        var directions = new AlignedMatrix<float>(MicroGenres.Count, part.Embeddings.Dimension);
        for (var genre = 0; genre < MicroGenres.Count; genre++)
        {
            var direction = directions.Writable(genre);
            foreach (var row in part.MicroGenreTitles[genre])
            {
                for (var i = 0; i < direction.Length; i++) direction[i] += part.Embeddings[row][i];
            }

            var norm = MathF.Sqrt(direction.ToArray().Sum(static x => x * x));
            foreach (ref var element in direction) element = norm > 0 ? element / norm : 0;
        }

        return directions;
    }
}
