using Recommender.Ranking.Catalogs;
using Recommender.Ranking.Pages;
using Recommender.Ranking.Scores;

namespace Recommender.Ranking.Sources;

/// <summary>How like the anchors the candidates are: cosines of embeddings, computed once per page. One thread at a time.</summary>
/// <remarks>
/// What few have watched has a short embedding, whose direction says little: lengths below the candidates' mean count as the mean,
/// so that such a title is like nothing much.
/// </remarks>
internal sealed class AnchorLikeness
{
    private readonly ItemBuffer<int> _places = new();
    private readonly ItemBuffer<int> _anchors = new();
    private float[] _lengths = [];
    private float[] _cosines = [];
    private int _candidates;
    private float _meanLength;

    /// <summary>Rows of the anchors, the best first.</summary>
    public ReadOnlySpan<int> Rows => _anchors.Span;

    /// <summary>Chooses anchors from the history and compares the candidates with them.</summary>
    public void Begin(in PageRequest request, ReadOnlySpan<int> candidates)
    {
        _anchors.Clear();
        _candidates = candidates.Length;
        if (!request.Wants(RowKind.BecauseYouWatched)) return;

        Anchors.Collect(request, _places);
        foreach (var place in _places.Span) _anchors.Add(request.Member.History[place].Row);
        if (_anchors.Count == 0) return;
        if (_cosines.Length < Anchors.Most * _candidates) (_lengths, _cosines) = (new float[_candidates], new float[Anchors.Most * _candidates]);
        Multiply(request.Generation.Catalog, candidates);
        for (var anchor = 0; anchor < _anchors.Count; anchor++) Divide(request.Generation.Catalog, anchor);
    }

    /// <summary>The cosines of all candidates with an anchor.</summary>
    public ReadOnlySpan<float> Cosines(int anchorRow) => _cosines.AsSpan(_anchors.Span.IndexOf(anchorRow) * _candidates, _candidates);

    // Each candidate's embedding, which may lie anywhere, is gone through while it is at hand.
    private void Multiply(Catalog catalog, ReadOnlySpan<int> candidates)
    {
        var sum = 0f;
        for (var i = 0; i < candidates.Length; i++)
        {
            var embedding = Embedding(catalog, candidates[i]);
            _lengths[i] = MathF.Sqrt(InnerProduct.Of(embedding, embedding));
            sum += _lengths[i];
            for (var anchor = 0; anchor < _anchors.Count; anchor++)
                _cosines[(anchor * _candidates) + i] = InnerProduct.Of(Embedding(catalog, _anchors[anchor]), embedding);
        }

        _meanLength = candidates.Length > 0 ? sum / candidates.Length : 0;
    }

    private void Divide(Catalog catalog, int anchor)
    {
        var embedding = Embedding(catalog, _anchors[anchor]);
        var length = MathF.Sqrt(InnerProduct.Of(embedding, embedding));
        var cosines = _cosines.AsSpan(anchor * _candidates, _candidates);
        for (var i = 0; i < cosines.Length; i++)
        {
            var lengths = length * Math.Max(_lengths[i], _meanLength);
            cosines[i] = lengths > 0 ? cosines[i] / lengths : 0;
        }
    }

    private static ReadOnlySpan<float> Embedding(Catalog catalog, int row)
    {
        var part = catalog.PartOf(row, out var local);
        return part.Embeddings[local];
    }
}
