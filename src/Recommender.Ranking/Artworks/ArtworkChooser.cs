using Recommender.Numerics;
using Recommender.Ranking.Pages;
using Recommender.Ranking.Scores;

namespace Recommender.Ranking.Artworks;

/// <summary>
/// Draws the image and the trailer of each title, those most often that depict what makes the row, what the member likes and what
/// the member's personas like. The only stage that reads personas: it changes how titles look and nothing else. One thread at a time.
/// </summary>
/// <remarks>
/// Probabilities are a softmax over how well artworks suit, mixed with an even chance, so that none is ever without one and every
/// draw can be judged by its propensity. A draw depends on the seed, the title's id and the row, not on what stands beside it.
/// </remarks>
internal sealed class ArtworkChooser
{
    // What depicting a tag is worth: that makes the row, that the member likes, that the member's personas like.
    private const float OfRow = 1;
    private const float OfMember = 0.7f;
    private const float OfPersonas = 0.7f;

    private readonly RowMarks _weighed = new();
    private float[] _liking = [];
    private readonly ItemBuffer<int> _own = new();
    private float[] _ofRow = [];
    private float[] _chances = [];
    private ulong _seed;
    private PageRequest _request;
    private TagAffinities _tags = null!;

    /// <summary>Starts a page.</summary>
    public void Begin(in PageRequest request, TagAffinities tags)
    {
        var count = request.Generation.Tags.Count;
        foreach (var tag in _own.Span) _ofRow[tag] = 0;
        _own.Clear();
        if (_liking.Length < count) (_liking, _ofRow) = (new float[count], new float[count]);
        _weighed.Begin(count);
        (_request, _tags) = (request, tags);
    }

    /// <summary>Starts a row of the page.</summary>
    /// <param name="own">Tags that make it.</param>
    /// <param name="rowSeed">Names it.</param>
    public void BeginRow(ReadOnlySpan<int> own, ulong rowSeed)
    {
        _seed = SeedMixing.Mix(_request.Query.Seed, rowSeed);
        foreach (var tag in _own.Span) _ofRow[tag] = 0;
        _own.Clear();
        _own.AddRange(own);
        foreach (var tag in own) _ofRow[tag] = OfRow;
    }

    /// <summary>Chooses for a title of that row.</summary>
    public ChosenArtworks Choose(int row)
    {
        var part = _request.Generation.Catalog.PartOf(row, out var local);
        var (first, trailers, end) = (part.Artworks.First[local], part.Artworks.FirstTrailer[local], part.Artworks.First[local + 1]);
        var seed = SeedMixing.Mix(_seed, part.Ids.HashOf(local));
        var image = Draw(part.Artworks.Depicts, first, trailers, SeedMixing.Fraction(seed, 1), out var imagePropensity);
        var trailer = Draw(part.Artworks.Depicts, trailers, end, SeedMixing.Fraction(seed, 2), out var trailerPropensity);
        return new ChosenArtworks(image, imagePropensity, trailer, trailerPropensity);
    }

    private int Draw(CompressedRows<int> depicts, int first, int end, double fraction, out float propensity)
    {
        propensity = first < end ? 1 : 0;
        if (end - first <= 1) return first < end ? first : -1;
        if (_chances.Length < end - first) _chances = new float[2 * (end - first)];
        var chances = _chances.AsSpan(0, end - first);
        for (var i = 0; i < chances.Length; i++) chances[i] = Suits(depicts[first + i]);
        ArtworkChances.Fill(chances, _request.Generation.Recipe.ArtworkSharpness, _request.Generation.Recipe.ArtworkFloor);

        var (drawn, left) = (0, fraction);
        while (drawn < chances.Length - 1 && left >= chances[drawn]) left -= chances[drawn++];
        propensity = chances[drawn];
        return first + drawn;
    }

    // The more an artwork depicts, the less of it is about each.
    private float Suits(ReadOnlySpan<int> depicted)
    {
        var sum = 0f;
        foreach (var tag in depicted) sum += Liking(tag) + _ofRow[tag];
        return depicted.Length <= 1 ? sum : sum / MathF.Sqrt(depicted.Length);
    }

    private float Liking(int tag)
    {
        if (!_weighed.Add(tag)) return _liking[tag];
        var personas = _request.Member.Personas;
        var weights = _request.Generation.Personas;
        var sum = personas.IsEmpty ? 0 : InnerProduct.Of(personas, weights.Weights.AsSpan(tag * weights.Count, weights.Count));
        return _liking[tag] = (OfMember * _tags.Weights[tag]) + (OfPersonas * sum);
    }
}
