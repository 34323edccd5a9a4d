using System.Runtime.CompilerServices;
using Recommender.Numerics;
using Recommender.Ranking.Pages;

namespace Recommender.Ranking.Scores;

/// <summary>
/// How well each title fits the member, whatever the row: computed once per page and title, when somebody asks. The member's best
/// title has about 1; what the model expects not to be chosen has 0 or less. One thread at a time.
/// </summary>
internal sealed class TitleScores
{
    private readonly RowMarks _scored = new();
    private readonly ItemBuffer<int> _tired = new();
    private readonly ItemBuffer<int> _pending = new();
    private float[] _products = [];
    private float[] _scores = [];
    private float[] _fatigue = [];
    private PageRequest _request;
    private TagAffinities _tags = null!;
    private float _scale;

    /// <summary>Starts a page.</summary>
    /// <param name="request">Whose scores.</param>
    /// <param name="tags">What tags the member likes: leads where there is no vector.</param>
    public void Begin(in PageRequest request, TagAffinities tags)
    {
        var rows = request.Generation.Catalog.Rows;
        foreach (var row in _tired.Span) _fatigue[row] = 0;
        _tired.Clear();
        if (_scores.Length < rows) (_scores, _fatigue) = (new float[RowRoom.For(rows)], new float[RowRoom.For(rows)]);
        _scored.Begin(rows);
        (_request, _tags, _scale) = (request, tags, 1);

        foreach (var shown in request.Member.Impressions.Span)
        {
            _fatigue[shown.Row] = request.Generation.Recipe.FatigueWeight * shown.Weight / (shown.Weight + request.Generation.Recipe.FatigueHalf);
            _tired.Add(shown.Row);
        }
    }

    /// <summary>Says what inner product with the member's vector is worth 1: that of the best title.</summary>
    public void Calibrate(float best) => _scale = 1 / Math.Max(MathF.Abs(best), 1e-6f);

    /// <summary>Whether a title has been scored.</summary>
    public bool Has(int row) => _scored[row];

    /// <summary>The score of a title that has one.</summary>
    public float this[int row] => _scores[row];

    /// <summary>The score of a title.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Of(int row) => _scored[row] ? _scores[row] : Score(row);

    /// <summary>Scores a title whose inner product is known.</summary>
    public float Note(int row, float product)
    {
        var part = _request.Generation.Catalog.PartOf(row, out var local);
        var recipe = _request.Generation.Recipe;
        return Keep(row, (_scale * product) + (recipe.PopularityWeight * part.Popularity[local]) + (recipe.TrendWeight * part.Trend[local]));
    }

    /// <summary>Scores titles that are not scored yet, many at once: sooner than one by one, for they lie anywhere.</summary>
    public void Score(ReadOnlySpan<int> rows)
    {
        if (!_request.Member.HasVector) return;   // then there is little to compute, and they are scored when somebody asks
        var settled = _request.Generation.Catalog.Settled;
        _pending.Clear();
        foreach (var row in rows)
        {
            if (row < settled.Count && !_scored[row]) _pending.Add(row);
        }

        if (_pending.Count == 0) return;
        if (_products.Length < _pending.Count) _products = new float[2 * _pending.Count];
        var products = _products.AsSpan(0, _pending.Count);
        RowScan.Scan(settled.Embeddings, _pending.Span, _request.Member.Vector, products);
        for (var i = 0; i < products.Length; i++) Note(_pending[i], products[i]);
    }

    private float Score(int row)
    {
        var part = _request.Generation.Catalog.PartOf(row, out var local);
        if (_request.Member.HasVector) return Note(row, InnerProduct.Of(part.Embeddings[local], _request.Member.Vector));

        var recipe = _request.Generation.Recipe;
        var tags = _tags.Liked.IsEmpty ? 0 : recipe.StrangerTagWeight * _tags.Of(part, local);
        return Keep(row, (recipe.StrangerPopularityWeight * part.Popularity[local]) + (recipe.StrangerTrendWeight * part.Trend[local]) + tags);
    }

    private float Keep(int row, float score)
    {
        if (!float.IsFinite(score)) score = float.MinValue;
        _scored.Add(row);
        return _scores[row] = score - _fatigue[row];
    }
}
