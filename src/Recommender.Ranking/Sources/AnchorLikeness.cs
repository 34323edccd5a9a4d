using Recommender.Ranking.Pages;
using Recommender.Ranking.Scores;

namespace Recommender.Ranking.Sources;

/// <summary>How like the anchors the candidates are: cosines of embeddings, computed once per page. One thread at a time.</summary>
internal sealed class AnchorLikeness
{
    private readonly ItemBuffer<int> _places = new();
    private readonly ItemBuffer<int> _anchors = new();
    private readonly ItemBuffer<float> _cosines = new();
    private int _candidates;

    /// <summary>Rows of the anchors, the best first.</summary>
    public ReadOnlySpan<int> Rows => _anchors.Span;

    /// <summary>Chooses anchors from the history and compares the candidates with them.</summary>
    public void Begin(in PageRequest request, ReadOnlySpan<int> candidates)
    {
        _anchors.Clear();
        _cosines.Clear();
        _candidates = candidates.Length;
        if (!request.Wants(RowKind.BecauseYouWatched)) return;

        Anchors.Collect(request, _places);
        foreach (var place in _places.Span) Compare(request, request.Member.History[place].Row, candidates);
    }

    /// <summary>The cosines of all candidates with an anchor.</summary>
    public ReadOnlySpan<float> Cosines(int anchorRow) => _cosines.Span.Slice(_anchors.Span.IndexOf(anchorRow) * _candidates, _candidates);

    private void Compare(in PageRequest request, int anchor, ReadOnlySpan<int> candidates)
    {
        var catalog = request.Generation.Catalog;
        var part = catalog.PartOf(anchor, out var local);
        var embedding = part.Embeddings[local];
        var length = MathF.Sqrt(InnerProduct.Of(embedding, embedding));
        _anchors.Add(anchor);
        foreach (var row in candidates)
        {
            part = catalog.PartOf(row, out local);
            var other = part.Embeddings[local];
            var lengths = length * MathF.Sqrt(InnerProduct.Of(other, other));
            _cosines.Add(lengths > 0 ? InnerProduct.Of(embedding, other) / lengths : 0);
        }
    }
}
