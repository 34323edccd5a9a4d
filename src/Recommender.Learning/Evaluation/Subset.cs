using Recommender.Learning.Data;

namespace Recommender.Learning.Evaluation;

/// <summary>Some of the interactions, for the same members and titles.</summary>
public static class Subset
{
    /// <summary>Keeps the interactions whose position is marked, shape (n).</summary>
    public static Interactions Of(Interactions all, ReadOnlySpan<bool> kept)
    {
        ArgumentNullException.ThrowIfNull(all);
        if (kept.Length != all.Count) throw new ArgumentException($"there are {kept.Length} marks and {all.Count} interactions", nameof(kept));
        var count = kept.Count(value: true);
        var (titles, values, times) = (new int[count], new float[count], new long[count]);
        var offsets = new long[all.MemberCount + 1];
        var to = 0;
        for (var member = 0; member < all.MemberCount; member++)
        {
            for (var i = (int)all.Offsets[member]; i < all.Offsets[member + 1]; i++)
            {
                if (!kept[i]) continue;
                (titles[to], values[to], times[to]) = (all.Titles[i], all.Values[i], all.Times[i]);
                to++;
            }

            offsets[member + 1] = to;
        }

        return new Interactions(all.TitleCount, offsets, titles, values, times);
    }

    /// <summary>Keeps the interactions with a value from a least one on: those count as positive.</summary>
    public static Interactions From(Interactions all, float least)
    {
        ArgumentNullException.ThrowIfNull(all);
        var kept = new bool[all.Count];
        for (var i = 0; i < kept.Length; i++) kept[i] = all.Values[i] >= least;
        return Of(all, kept);
    }
}
