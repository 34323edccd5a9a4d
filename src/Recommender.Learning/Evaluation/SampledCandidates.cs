using Recommender.Learning.Data;

namespace Recommender.Learning.Evaluation;

/// <summary>Ranks the relevant titles of each case among drawn ones only, which the member never had.</summary>
/// <param name="inner">Takes the interactions apart.</param>
/// <param name="negatives">How many titles are drawn for each case, from 1; fewer where so many are not left.</param>
/// <param name="seed">Draws them.</param>
/// <remarks>
/// He et al., "Neural Collaborative Filtering", WWW 2017, with 99. Figures do not compare with those of full rankings, nor need
/// their order be the same: Krichene and Rendle, "On Sampled Metrics for Item Recommendation", KDD 2020.
/// </remarks>
public sealed class SampledCandidates(ISplitProtocol inner, int negatives, ulong seed) : ISplitProtocol
{
    /// <inheritdoc/>
    public string Description => $"{inner.Description}, among {negatives} drawn titles";

    /// <inheritdoc/>
    public Split Divide(Interactions interactions)
    {
        ArgumentNullException.ThrowIfNull(interactions);
        ArgumentOutOfRangeException.ThrowIfLessThan(negatives, 1);
        var split = inner.Divide(interactions);
        var cases = split.Cases;
        var members = new int[cases.Count];
        var (relevant, candidates) = (new int[cases.Count][], new int[cases.Count][]);
        for (var at = 0; at < cases.Count; at++)
        {
            members[at] = cases.Member(at);
            relevant[at] = cases.Relevant(at).ToArray();
            candidates[at] = [.. relevant[at], .. Draw(interactions, cases, at)];
        }

        return split with { Cases = new(cases.Histories, members, new TitleLists(relevant), new TitleLists(candidates)) };
    }

    // Without replacement: a title that was drawn counts as had.
    private List<int> Draw(Interactions interactions, TestCases cases, int at)
    {
        var had = new HashSet<int>(interactions[cases.Member(at)].Titles.ToArray());
        var random = SplitMix64.Stream(seed, (ulong)cases.Member(at));
        var drawn = new List<int>(negatives);
        var wanted = Math.Min(negatives, interactions.TitleCount - had.Count);
        while (drawn.Count < wanted)
        {
            var title = random.Below(interactions.TitleCount);
            if (had.Add(title)) drawn.Add(title);
        }

        return drawn;
    }
}
