using Recommender.Learning.Data;

namespace Recommender.Learning.Evaluation;

/// <summary>Asks members of whom nothing was learnt: most of their history is shown, the rest asked for.</summary>
/// <remarks>
/// Liang et al., "Variational Autoencoders for Collaborative Filtering", WWW 2018: members are drawn, 80 % of each one's titles,
/// drawn too, are folded in, and titles that nobody in training has are left out of both.
/// </remarks>
public sealed class StrongGeneralisation : ISplitProtocol
{
    /// <summary>The share of members that is asked, above 0 and below 1.</summary>
    public double Members { get; init; } = 0.1;

    /// <summary>How much of each one's history is asked for.</summary>
    public HeldBack HeldBack { get; init; } = HeldBack.Share(0.2);

    /// <summary>Fewest titles of a member who is asked; others are learnt from.</summary>
    public int LeastTitles { get; init; } = 5;

    /// <summary>Draws members and titles.</summary>
    public ulong Seed { get; init; } = 1;

    /// <inheritdoc/>
    public string Description => $"strong generalisation ({Members:0.###} of the members, asked for {HeldBack})";

    /// <inheritdoc/>
    public Split Divide(Interactions interactions)
    {
        ArgumentNullException.ThrowIfNull(interactions);
        if (Members is not (> 0 and < 1)) throw new InvalidDataException($"the share of members is {Members}; allowed is above 0 and below 1");
        var split = new SplitBuilder(interactions);
        var asked = Ask(interactions);
        var known = new bool[interactions.TitleCount];
        for (var member = 0; member < interactions.MemberCount; member++)
        {
            if (asked[member]) continue;
            for (var i = (int)interactions.Offsets[member]; i < interactions.Offsets[member + 1]; i++)
            {
                split.Train(i);
                known[interactions.Titles[i]] = true;
            }
        }

        var left = 0;
        for (var member = 0; member < interactions.MemberCount; member++)
        {
            if (asked[member]) left += FoldIn(split, member, known);
        }

        if (left > 0) split.Notes.Add($"{left} interactions of asked members left out: nobody in training has the title, or too few are left of the member");
        return split.Build(Description);
    }

    private bool[] Ask(Interactions interactions)
    {
        var able = new List<int>();
        for (var member = 0; member < interactions.MemberCount; member++)
        {
            if (interactions[member].Count >= Math.Max(2, LeastTitles)) able.Add(member);
        }

        var order = able.ToArray();
        var random = SplitMix64.Stream(Seed, ulong.MaxValue);
        random.Shuffle(order);
        var asked = new bool[interactions.MemberCount];
        foreach (var member in order.AsSpan(..(int)Math.Ceiling(order.Length * Members))) asked[member] = true;
        return asked;
    }

    // Returns how many interactions go nowhere.
    private int FoldIn(SplitBuilder split, int member, bool[] known)
    {
        var all = split.All;
        var (from, to) = ((int)all.Offsets[member], (int)all.Offsets[member + 1]);
        var order = Array.FindAll(Drawn.Order(from, to, SplitMix64.Stream(Seed, (ulong)member)), i => known[all.Titles[i]]);
        var asked = HeldBack.Of(order.Length);
        if (asked >= order.Length) return to - from;

        foreach (var i in order.AsSpan(asked)) split.FoldIn(i);
        split.Ask(member, Drawn.Titles(all, order.AsSpan(..asked)));
        return to - from - order.Length;
    }
}
