using Recommender.Ranking.Catalogs;
using Recommender.Ranking.Pages;

namespace Recommender.Ranking.Scores;

/// <summary>How much the member likes each tag, 0 to 1: learnt from the history, or said by a newcomer. One thread at a time.</summary>
internal sealed class TagAffinities
{
    private float[] _weights = [];
    private readonly ItemBuffer<int> _liked = new();

    /// <summary>Tags above 0.</summary>
    public ReadOnlySpan<int> Liked => _liked.Span;

    /// <summary>By tag, 0 where nothing is known.</summary>
    public ReadOnlySpan<float> Weights => _weights;

    /// <summary>Reads a member's tags, or the query's where the member has no history.</summary>
    public void Begin(in PageRequest request)
    {
        foreach (var tag in _liked.Span) _weights[tag] = 0;
        _liked.Clear();
        var tags = request.Generation.Tags.Count;
        if (_weights.Length < tags) _weights = new float[tags];

        var known = request.Member.Tags.Span;
        var most = 0f;
        foreach (var tag in known) most = Math.Max(most, tag.Weight);
        foreach (var tag in known) Like(tag.Row, most > 0 ? tag.Weight / most : 0);
        if (request.Member.History.Count > 0) return;
        foreach (var tag in request.Query.OnboardingTags.Span) Like(tag, 1);
    }

    /// <summary>How far a title's tags are liked: the mean of the affinities by the tags' weights, 0 to 1.</summary>
    public float Of(CatalogPart part, int local)
    {
        var tags = part.Tags[local];
        var weights = part.TagWeights[local];
        var (sum, all) = (0f, 0f);
        for (var i = 0; i < tags.Length; i++)
        {
            sum += _weights[tags[i]] * weights[i];
            all += weights[i];
        }

        return all > 0 ? sum / all : 0;
    }

    private void Like(int tag, float weight)
    {
        if (!(weight > 0) || weight <= _weights[tag]) return;
        if (_weights[tag] == 0) _liked.Add(tag);
        _weights[tag] = Math.Min(1, weight);
    }
}
