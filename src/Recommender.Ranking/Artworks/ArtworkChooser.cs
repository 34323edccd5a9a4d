using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Recommender.Ranking.Pages;
using Recommender.Ranking.Scores;

namespace Recommender.Ranking.Artworks;

/// <summary>
/// Draws the image and the trailer of each title, those most often that depict what makes the row, what the member likes and what
/// was found to make members of the same persona look. The only stage that reads personas: it changes how titles look and nothing else. One thread at a time.
/// </summary>
/// <remarks>
/// <para>Of a title that members of the persona were shown, the chances are the learnt probabilities of being the best, tilted by how
/// well each artwork suits row and member: their product with a softmax. Of any other, how much its tags speak for the member's personas takes
/// the place of what was learnt. Either is mixed with an even chance, so that none is ever without one and every draw can be judged by its propensity.</para>
/// <para>A draw depends on the seed, the title's id, the row and the policy, not on what stands beside it.</para>
/// </remarks>
internal sealed class ArtworkChooser
{
    // What depicting a tag is worth: that makes the row, that the member likes, that the member's personas like.
    private const float OfRow = 1;
    private const float OfMember = 0.7f;
    private const float OfPersonas = 0.7f;

    // The more an artwork depicts, the less of it is about each: by number of tags, what their sum is multiplied by.
    private static readonly float[] Shares = [.. Enumerable.Range(0, 64).Select(static tags => 1 / MathF.Sqrt(Math.Max(1, tags)))];

    private readonly ItemBuffer<int> _own = new();
    private readonly ItemBuffer<float> _before = new();
    private float[] _liking = [];     // by tag, what depicting it is worth on this page and row
    private float[] _personas = [];   // by tag, what the member's personas add
    private int _context;
    private ulong _seed;
    private PageRequest _request;

    /// <summary>Starts a page: what the member and the personas like is summed up once for every tag.</summary>
    public void Begin(in PageRequest request, TagAffinities tags)
    {
        var (generation, count) = (request.Generation, request.Generation.Tags.Count);
        if (_liking.Length < count) (_liking, _personas) = (new float[count], new float[count]);
        _own.Clear();
        _before.Clear();
        _request = request;

        var liking = _liking.AsSpan(0, count);
        var personas = _personas.AsSpan(0, count);
        liking.Clear();
        foreach (var tag in tags.Liked) liking[tag] = OfMember * tags.Weights[tag];

        var persona = PersonaContext.Of(request.Member.Personas);
        _context = request.Query.Artworks.ContextOf(persona < 0 ? "" : generation.Personas.Names[persona]);
        var shifts = request.Query.Artworks.ShiftsOf(generation.Tags, _context);
        personas.Clear();
        if (!shifts.IsEmpty) Add(personas, shifts, OfPersonas);
        for (var i = 0; i < request.Member.Personas.Length; i++)
        {
            var weight = request.Member.Personas[i];
            if (weight > 0) Add(personas, generation.Personas.ByPersona.AsSpan(i * count, count), OfPersonas * weight);
        }
    }

    /// <summary>Starts a row of the page.</summary>
    /// <param name="own">Tags that make it, each once.</param>
    /// <param name="rowSeed">Names it.</param>
    public void BeginRow(ReadOnlySpan<int> own, ulong rowSeed)
    {
        _seed = SeedMixing.Mix(_request.Query.Seed, rowSeed);
        for (var i = 0; i < _own.Count; i++) _liking[_own[i]] = _before[i];
        _own.Clear();
        _before.Clear();
        foreach (var tag in own)
        {
            _own.Add(tag);
            _before.Add(_liking[tag]);   // kept, because taking away what was added does not give back every bit
            _liking[tag] += OfRow;
        }
    }

    /// <summary>Asks for what was learnt of a title to be brought into the cache: first for where it is, by this.</summary>
    public void ExpectSlot(ulong title) => _request.Query.Artworks.ExpectSlot(title, _context);

    /// <summary>Then for itself.</summary>
    public void Expect(ulong title) => _request.Query.Artworks.Expect(title, _context);

    /// <summary>Chooses for a title of that row.</summary>
    /// <param name="row">The title.</param>
    /// <param name="chances">Receives the chance of each image where there are several, then of each trailer likewise.</param>
    public ChosenArtworks Choose(int row, ItemBuffer<float> chances)
    {
        var part = _request.Generation.Catalog.PartOf(row, out var local);
        var (first, trailers, end) = (part.Artworks.First[local], part.Artworks.FirstTrailer[local], part.Artworks.First[local + 1]);
        if (first == end) return new ChosenArtworks(-1, 0, -1, 0);

        var title = part.Ids.HashOf(local);
        var seed = SeedMixing.Mix(_seed, title);
        var learnt = _request.Query.Artworks.Find(title, _context);
        var tags = part.Artworks.Depicts.Slice(first, end - first, out var ends);
        var images = trailers - first;
        var imageTags = images == 0 ? 0 : (int)(ends[images] - ends[0]);
        var image = Draw(tags[..imageTags], ends[..(images + 1)], learnt.Images, SeedMixing.Fraction(seed, 1), chances, out var imagePropensity);
        var trailer = Draw(tags[imageTags..], ends[images..], learnt.Trailers, SeedMixing.Fraction(seed, 2), chances, out var trailerPropensity);
        return new ChosenArtworks(image < 0 ? -1 : first + image, imagePropensity, trailer < 0 ? -1 : trailers + trailer, trailerPropensity);
    }

    // Tags of artworks of a kind, one after the other's, and where each begins and ends.
    private int Draw(ReadOnlySpan<int> tags, ReadOnlySpan<long> ends, ReadOnlySpan<float> learnt, double fraction, ItemBuffer<float> into, out float propensity)
    {
        var count = ends.Length - 1;
        propensity = count > 0 ? 1 : 0;
        if (count <= 1) return count - 1;

        var chances = into.Extend(count);
        var (recipe, start) = (_request.Generation.Recipe, ends[0]);
        var isLearnt = learnt.Length == count;   // or artworks have come or gone since
        for (var i = 0; i < chances.Length; i++)
        {
            var depicted = tags[(int)(ends[i] - start)..(int)(ends[i + 1] - start)];
            var suits = isLearnt ? Sum(depicted) : SumOfBoth(depicted);
            chances[i] = (recipe.ArtworkSharpness * suits * Share(depicted.Length)) + (isLearnt ? learnt[i] : 0);
        }

        ArtworkChances.Fill(chances, recipe.ArtworkFloor);
        var drawn = ArtworkChances.Draw(chances, fraction);
        propensity = chances[drawn];
        return drawn;
    }

    private float Sum(ReadOnlySpan<int> tags)
    {
        var sum = 0f;
        foreach (var tag in tags) sum += _liking[tag];
        return sum;
    }

    private float SumOfBoth(ReadOnlySpan<int> tags)
    {
        var sum = 0f;
        foreach (var tag in tags) sum += _liking[tag] + _personas[tag];
        return sum;
    }

    private static float Share(int tags) => tags < Shares.Length ? Shares[tags] : 1 / MathF.Sqrt(tags);

    private static void Add(Span<float> sum, ReadOnlySpan<float> summand, float scale)
    {
        ref var sums = ref MemoryMarshal.GetReference(sum);
        ref var summands = ref MemoryMarshal.GetReference(summand);
        var (width, i) = (Vector256<float>.Count, 0);
        for (; i <= sum.Length - width; i += width)
            Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref summands, (nuint)i), Vector256.Create(scale), Vector256.LoadUnsafe(ref sums, (nuint)i)).StoreUnsafe(ref sums, (nuint)i);
        for (; i < sum.Length; i++) sum[i] += summand[i] * scale;
    }
}
