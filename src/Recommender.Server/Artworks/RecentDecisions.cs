namespace Recommender.Server.Artworks;

/// <summary>With what titles were shown lately: the latest decisions, as many as there is room for. One thread at a time.</summary>
/// <param name="bytes">The room, about; at least that of one decision.</param>
internal sealed class RecentDecisions(long bytes)
{
    private const int BytesOfDecision = 150;
    private const int BytesOfTitle = 16;

    private readonly Dictionary<UInt128, Decision> _byId = [];
    private readonly Queue<Decision> _inOrder = [];
    private long _bytes;

    /// <summary>How many there are.</summary>
    public int Count => _byId.Count;

    /// <summary>Takes notice of titles of a decision, at the cost of the oldest.</summary>
    /// <param name="id">The decision.</param>
    /// <param name="context">The persona's context.</param>
    /// <param name="titles">What was shown; added to what is known of it.</param>
    public void Add(UInt128 id, int context, ReadOnlySpan<ShownArtworks> titles)
    {
        if (!_byId.TryGetValue(id, out var decision))
        {
            decision = new Decision(id, context);
            _byId.Add(id, decision);
            _inOrder.Enqueue(decision);
            _bytes += BytesOfDecision;
        }

        decision.Titles = [.. decision.Titles, .. titles];
        _bytes += (long)BytesOfTitle * titles.Length;
        while (_bytes > bytes && _inOrder.Count > 1) Forget(_inOrder.Dequeue());
    }

    /// <summary>With what a title of a decision was shown; false where that is not known, or not any more.</summary>
    public bool TryFind(UInt128 id, ulong title, out ShownArtworks shown, out int context)
    {
        (shown, context) = (default, -1);
        if (!_byId.TryGetValue(id, out var decision)) return false;
        foreach (ref readonly var candidate in decision.Titles.AsSpan())
        {
            if (candidate.Title.Hash != title) continue;
            (shown, context) = (candidate, decision.Context);
            return true;
        }

        return false;
    }

    private void Forget(Decision decision)
    {
        _byId.Remove(decision.Id);
        _bytes -= BytesOfDecision + ((long)BytesOfTitle * decision.Titles.Length);
    }

    private sealed class Decision(UInt128 id, int context)
    {
        public UInt128 Id => id;

        public int Context => context;

        public ShownArtworks[] Titles { get; set; } = [];
    }
}
