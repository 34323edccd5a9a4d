using Recommender.Server.Generations;
using Recommender.Storage.Members;

namespace Recommender.Server.Members;

/// <summary>How often all members choose titles with each tag. Immutable; safe from many threads.</summary>
internal sealed class TagUsage
{
    // Weighted titles by which either side is pulled together, so that one title with a rare tag is no taste.
    private const double Prior = 1;

    private readonly double[] _shares;
    private readonly ulong[] _hashes;

    private TagUsage(double[] shares, ulong[] hashes) => (_shares, _hashes) = (shares, hashes);

    /// <summary>Number of tags.</summary>
    public int Count => _shares.Length;

    /// <summary>Counts the titles of the settled part by how often each was chosen. O(titles · their tags).</summary>
    public static TagUsage Of(ServedGeneration served)
    {
        ArgumentNullException.ThrowIfNull(served);
        var part = served.Ranking.Catalog.Settled;
        var (shares, all, scale) = (new double[served.Ranking.Tags.Count], 0.0, LogOfMost(served));
        for (var row = 0; row < part.Count; row++)
        {
            var chosen = Math.Exp(part.Popularity[row] * scale) - 1;   // popularity is the logarithm of a count, over that of the greatest
            all += chosen;
            var weights = part.TagWeights[row];
            for (var i = 0; i < weights.Length; i++) shares[part.Tags[row][i]] += chosen * weights[i];
        }

        if (all > 0)
            foreach (ref var share in shares.AsSpan()) share /= all;
        GC.KeepAlive(served);
        return new TagUsage(shares, [.. served.Ranking.Tags.Groups.Zip(served.Ranking.Tags.Names, IdHash.OfTag)]);
    }

    /// <summary>What portraits call a tag.</summary>
    public ulong HashOf(int tag) => _hashes[tag];

    /// <summary>How much more a member chooses a tag than all do: the logarithm of how many times as often, pulled to 0 where little is known.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="chosen">The tag's weights over the titles that the member chose.</param>
    /// <param name="titles">Number of these titles.</param>
    public double Affinity(int tag, double chosen, double titles) => Math.Log((chosen + Prior) / ((_shares[tag] * titles) + Prior));

    private static double LogOfMost(ServedGeneration served)
    {
        var most = 0;
        if (served.Model is { } model)
            foreach (var support in model.Support.Span) most = Math.Max(most, support);
        return Math.Log(1.0 + most);
    }
}
