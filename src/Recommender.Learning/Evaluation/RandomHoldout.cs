using Recommender.Learning.Data;

namespace Recommender.Learning.Evaluation;

/// <summary>Asks every member for titles drawn from the history; the rest is learnt.</summary>
/// <param name="heldBack">How many are drawn.</param>
/// <param name="seed">Draws them.</param>
/// <remarks>A member who would have nothing left is learnt from and not asked.</remarks>
public sealed class RandomHoldout(HeldBack heldBack, ulong seed) : ISplitProtocol
{
    /// <inheritdoc/>
    public string Description => $"random holdout ({heldBack})";

    /// <inheritdoc/>
    public Split Divide(Interactions interactions)
    {
        ArgumentNullException.ThrowIfNull(interactions);
        var split = new SplitBuilder(interactions);
        var tooShort = 0;
        for (var member = 0; member < interactions.MemberCount; member++)
        {
            var (from, to) = ((int)interactions.Offsets[member], (int)interactions.Offsets[member + 1]);
            var order = Drawn.Order(from, to, SplitMix64.Stream(seed, (ulong)member));
            var asked = heldBack.Of(order.Length);
            if (asked >= order.Length)
            {
                if (order.Length > 0) tooShort++;
                asked = 0;
            }

            foreach (var i in order.AsSpan(asked)) split.Train(i);
            if (asked > 0) split.Ask(member, Drawn.Titles(interactions, order.AsSpan(..asked)));
        }

        if (tooShort > 0) split.Notes.Add($"{tooShort} members have too short a history: learnt from, not asked");
        return split.Build(Description);
    }
}
