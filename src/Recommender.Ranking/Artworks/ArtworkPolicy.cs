using Recommender.Ranking.Tastes;

namespace Recommender.Ranking.Artworks;

/// <summary>What was learnt of artworks, as pages are made with it. Immutable: a page reads one from beginning to end. Safe from many threads.</summary>
/// <remarks>Sparse: about 60 bytes for each title and context of which anything was seen. Made by <see cref="ArtworkPolicyBuilder"/>.</remarks>
public sealed class ArtworkPolicy
{
    private readonly LearntShard[] _shards;
    private readonly string[] _contexts;
    private readonly float[]?[] _shifts;
    private readonly TagTable? _tags;

    internal ArtworkPolicy(long version, LearntShard[] shards, string[] contexts, TagTable? tags, float[]?[] shifts) =>
        (Version, _shards, _contexts, _tags, _shifts) = (version, shards, contexts, tags, shifts);

    /// <summary>Nothing was learnt.</summary>
    public static ArtworkPolicy None { get; } = new(0, [], [], null, []);

    /// <summary>Higher than that of every earlier one; 0 of <see cref="None"/>.</summary>
    public long Version { get; }

    /// <summary>What was learnt of a title; empty for nothing. O(1).</summary>
    /// <param name="title">Hash of its id.</param>
    /// <param name="context">A number that <see cref="ContextOf"/> gave.</param>
    public LearntWins Find(ulong title, int context) => Knows(context) ? ShardOf(title).Find(LearntShard.KeyOf(title, context)) : default;

    /// <summary>Asks for what was learnt of a title to be brought into the cache, where titles are known before they are read: first for where it is, by this.</summary>
    internal void ExpectSlot(ulong title, int context)
    {
        if (Knows(context)) ShardOf(title).ExpectSlot(LearntShard.KeyOf(title, context));
    }

    /// <summary>Then for itself.</summary>
    internal void Expect(ulong title, int context)
    {
        if (Knows(context)) ShardOf(title).ExpectWins(LearntShard.KeyOf(title, context));
    }

    /// <summary>The number of a persona's context; -1 where nothing was learnt in it.</summary>
    /// <param name="persona">Its name; empty for members without any.</param>
    public int ContextOf(string persona) => Array.IndexOf(_contexts, persona);

    /// <summary>By tag of a generation, how much more it is liked in a context than was thought at first; empty where nothing was learnt of these tags.</summary>
    internal ReadOnlySpan<float> ShiftsOf(TagTable tags, int context) => context >= 0 && tags == _tags ? _shifts[context] : [];

    private bool Knows(int context) => _shards.Length != 0 && context >= 0;

    private LearntShard ShardOf(ulong title) => _shards[title >> ArtworkPolicyBuilder.ShardShift];
}
