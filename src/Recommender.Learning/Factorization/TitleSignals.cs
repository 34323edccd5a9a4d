using Recommender.Learning.Data;

namespace Recommender.Learning.Factorization;

/// <summary>What titles are fitted to: the interactions by title, members rising.</summary>
internal sealed class TitleSignals : SignalRows
{
    private readonly long[] _offsets;
    private readonly int[] _members;
    private readonly float[] _signals;   // a confidence, negated where it is one in a dislike; none where all are 1
    private readonly float _dislike;

    public TitleSignals(Interactions interactions, SignalRule rule)
    {
        (Others, _dislike) = (interactions.MemberCount, (float)rule.Options.NegativeTarget);
        _offsets = new long[interactions.TitleCount + 1];
        foreach (var title in interactions.Titles) _offsets[title + 1]++;
        for (var title = 0; title < interactions.TitleCount; title++) _offsets[title + 1] += _offsets[title];
        _members = new int[interactions.Count];
        _signals = rule.IsUniform ? [] : new float[interactions.Count];
        Fill(new MemberSignals(interactions, rule));
    }

    public override int Count => _offsets.Length - 1;

    public override int Others { get; }

    public override ReadOnlySpan<int> this[int row] => _members.AsSpan((int)_offsets[row]..(int)_offsets[row + 1]);

    public override void Read(int row, Span<float> weights, Span<float> targets)
    {
        if (_signals.Length == 0)
        {
            weights.Fill(1);
            targets.Fill(1);
            return;
        }

        var signals = _signals.AsSpan((int)_offsets[row]..(int)_offsets[row + 1]);
        for (var i = 0; i < signals.Length; i++)
            (weights[i], targets[i]) = (Math.Abs(signals[i]), float.IsNegative(signals[i]) ? _dislike : 1);
    }

    private void Fill(MemberSignals members)
    {
        var next = _offsets.AsSpan(..^1).ToArray();
        float[] weights = [], targets = [];
        for (var member = 0; member < members.Count; member++)
        {
            var titles = members[member];
            if (_signals.Length > 0)
            {
                if (weights.Length < titles.Length) (weights, targets) = (new float[2 * titles.Length], new float[2 * titles.Length]);
                members.Read(member, weights, targets);
            }

            for (var i = 0; i < titles.Length; i++)
            {
                var at = next[titles[i]]++;
                _members[at] = member;
                if (_signals.Length > 0) _signals[at] = targets[i] == 1 ? weights[i] : -weights[i];
            }
        }
    }
}
