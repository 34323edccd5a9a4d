using Recommender.Learning.Data;

namespace Recommender.Learning.Factorization;

/// <summary>What members are fitted to, judged anew whenever it is read: that is cheaper than to keep.</summary>
internal sealed class MemberSignals(Interactions interactions, SignalRule rule) : SignalRows
{
    public override int Count => interactions.MemberCount;

    public override int Others => interactions.TitleCount;

    public override ReadOnlySpan<int> this[int row] => interactions[row].Titles;

    public override void Read(int row, Span<float> weights, Span<float> targets)
    {
        var history = interactions[row];
        rule.Judge(history.Values, history.Times, weights, targets);
    }
}
