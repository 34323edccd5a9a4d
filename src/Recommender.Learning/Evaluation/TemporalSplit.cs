using Recommender.Learning.Data;

namespace Recommender.Learning.Evaluation;

/// <summary>Learns from all that happened before a moment and asks for all that happened from it on.</summary>
/// <remarks>
/// The moment is a quantile of all times, so that nothing learnt is later than anything asked. Meng et al., "Exploring Data
/// Splitting Strategies for the Evaluation of Recommendation Models", RecSys 2020: the global temporal split.
/// </remarks>
public sealed class TemporalSplit : ISplitProtocol
{
    private readonly double _share;
    private readonly bool _asksNewcomers;

    /// <summary>Sets the moment.</summary>
    /// <param name="share">The share of interactions from the moment on, above 0 and below 1: a little more or less where times are equal.</param>
    /// <param name="asksNewcomers">Whether members without history before the moment are asked, with an empty history.</param>
    public TemporalSplit(double share, bool asksNewcomers = false)
    {
        if (share is not (> 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(share), share, "allowed is above 0 and below 1");
        (_share, _asksNewcomers) = (share, asksNewcomers);
    }

    /// <inheritdoc/>
    public string Description => $"temporal split (the last {_share:0.###} of all time){(_asksNewcomers ? ", members without history asked too" : "")}";

    /// <inheritdoc/>
    public Split Divide(Interactions interactions)
    {
        ArgumentNullException.ThrowIfNull(interactions);
        if (interactions.Count == 0) throw new InvalidDataException($"{Description}: there are no interactions");
        var moment = Moment(interactions.Times);
        var split = new SplitBuilder(interactions);
        var (newcomers, theirs) = (0, 0);
        for (var member = 0; member < interactions.MemberCount; member++)
        {
            var (from, to) = ((int)interactions.Offsets[member], (int)interactions.Offsets[member + 1]);
            var first = from;
            while (first < to && interactions.Times[first] < moment) split.Train(first++);
            if (first == to) continue;
            if (first > from || _asksNewcomers) split.Ask(member, interactions.Titles[first..to].ToArray());
            else (newcomers, theirs) = (newcomers + 1, theirs + to - first);
        }

        if (newcomers > 0) split.Notes.Add($"{newcomers} members without history before the moment, with {theirs} interactions: not asked");
        return split.Build(Description);
    }

    private long Moment(ReadOnlySpan<long> times)
    {
        var sorted = times.ToArray();
        Array.Sort(sorted);
        if (sorted[0] == sorted[^1]) throw new InvalidDataException($"{Description}: all times are {sorted[0]}; this protocol needs times that differ");
        var moment = sorted[(int)(sorted.Length * (1 - _share))];
        return moment > sorted[0] ? moment : Array.Find(sorted, time => time > sorted[0]);   // else nothing would be learnt
    }
}
