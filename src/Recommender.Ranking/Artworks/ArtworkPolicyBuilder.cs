using Recommender.Ranking.Tastes;

namespace Recommender.Ranking.Artworks;

/// <summary>Makes policies, each from the one before and what changed. One thread at a time.</summary>
public sealed class ArtworkPolicyBuilder
{
    private const int ShardBits = 13;

    /// <summary>What leaves of a title's hash the number of its shard: all contexts of a title lie in one.</summary>
    internal const int ShardShift = 64 - ShardBits;

    private readonly Dictionary<ulong, LearntArtworks> _changed = [];
    private readonly List<string> _contexts = [];
    private LearntShard[] _shards = new LearntShard[Shards];
    private (TagTable? Tags, float[]?[] Shifts) _taste = (null, []);
    private long _version;

    /// <summary>Number of parts that a policy consists of. Those in which nothing changed are the next policy's too.</summary>
    public const int Shards = 1 << ShardBits;

    /// <summary>Begins with nothing.</summary>
    public ArtworkPolicyBuilder() => Array.Fill(_shards, LearntShard.Empty);

    /// <summary>The part in which a title lies, with all its contexts.</summary>
    /// <param name="title">Hash of its id.</param>
    public static int ShardOf(ulong title) => (int)(title >> ShardShift);

    /// <summary>The number of a persona's context, which is made where it is new.</summary>
    public int ContextOf(string persona)
    {
        var context = _contexts.IndexOf(persona);
        if (context >= 0) return context;
        _contexts.Add(persona);
        return _contexts.Count - 1;
    }

    /// <summary>Puts what was learnt, in place of anything of the same title and context.</summary>
    public void Put(LearntArtworks learnt)
    {
        ArgumentNullException.ThrowIfNull(learnt);
        _changed[LearntShard.KeyOf(learnt.Title, learnt.Context)] = learnt;
    }

    /// <summary>Puts what tags are worth in each context beyond what was thought at first.</summary>
    /// <param name="tags">The tags.</param>
    /// <param name="shifts">By context, by tag, where all of a persona's is 1; null for a context of which nothing is known.</param>
    public void PutTaste(TagTable tags, float[]?[] shifts) => _taste = (tags, shifts);

    /// <summary>The policy as of now. O(what changed and the shards that it lies in).</summary>
    /// <param name="least">The policy's version, unless that of the one before is as high: then the next.</param>
    public ArtworkPolicy Build(long least)
    {
        var shards = (LearntShard[])_shards.Clone();
        var changed = _changed.ToArray();
        Array.Sort(changed, static (one, other) => (ShardOf(one), one.Key).CompareTo((ShardOf(other), other.Key)));
        for (var (from, to) = (0, 0); from < changed.Length; from = to)
        {
            var shard = ShardOf(changed[from]);
            while (to < changed.Length && ShardOf(changed[to]) == shard) to++;
            shards[shard] = shards[shard].With(changed.AsSpan(from..to));
        }

        _changed.Clear();
        _shards = shards;
        var shifts = _taste.Shifts;
        Array.Resize(ref shifts, _contexts.Count);   // of contexts that came since, nothing is known
        _version = Math.Max(_version + 1, least);
        return new ArtworkPolicy(_version, shards, [.. _contexts], _taste.Tags, shifts);
    }

    private static int ShardOf(KeyValuePair<ulong, LearntArtworks> changed) => ShardOf(changed.Value.Title);
}
