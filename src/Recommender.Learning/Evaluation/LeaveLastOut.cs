using Recommender.Learning.Data;

namespace Recommender.Learning.Evaluation;

/// <summary>Asks every member for the titles that came last; all before them is learnt.</summary>
/// <param name="heldBack">How many are the last.</param>
/// <remarks>
/// A member who would have nothing left is learnt from and not asked. Of equal times the order of the interactions decides.
/// With one title and given or drawn negatives: He et al., "Neural Collaborative Filtering", WWW 2017. Members' last titles lie
/// at different times, so models may know what became popular after a case's moment; <see cref="TemporalSplit"/> does not allow that.
/// </remarks>
public sealed class LeaveLastOut(HeldBack heldBack) : ISplitProtocol
{
    /// <inheritdoc/>
    public string Description => $"leave-last-out (the last {heldBack})";

    /// <inheritdoc/>
    public Split Divide(Interactions interactions)
    {
        ArgumentNullException.ThrowIfNull(interactions);
        var split = new SplitBuilder(interactions);
        var tooShort = 0;
        for (var member = 0; member < interactions.MemberCount; member++)
        {
            var (from, to) = ((int)interactions.Offsets[member], (int)interactions.Offsets[member + 1]);
            var asked = heldBack.Of(to - from);
            if (asked >= to - from)
            {
                if (to > from) tooShort++;
                asked = 0;
            }

            for (var i = from; i < to - asked; i++) split.Train(i);
            if (asked > 0) split.Ask(member, interactions.Titles[(to - asked)..to].ToArray());
        }

        if (tooShort > 0) split.Notes.Add($"{tooShort} members have too short a history: learnt from, not asked");
        return split.Build(Description);
    }
}
