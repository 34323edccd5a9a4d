using Recommender.Server.Catalogs;
using Recommender.Storage.Titles;

namespace Recommender.Server.Generations;

/// <summary>Makes a state from the one before. Only the small part is built anew.</summary>
internal static class StateChanges
{
    /// <summary>A settled part of which more is gone than one in so many is made anew.</summary>
    public const int MostGonePart = 4;

    /// <summary>The state after changes.</summary>
    /// <param name="before">The state before.</param>
    /// <param name="changes">The last one of each title.</param>
    /// <remarks>O(recent titles), and one bit per settled title.</remarks>
    public static CatalogState After(CatalogState before, IReadOnlyDictionary<ulong, TitleChange> changes)
    {
        var gone = before.Gone.AsSpan().ToArray();
        var recent = new PartBuilder(before.Vocabulary);
        for (var row = 0; row < before.Recent.Count; row++)
            if (!changes.ContainsKey(before.Recent.Columns.Ids.HashOf(row))) recent.Add(before.Recent, row);
        foreach (var change in changes.Values)
        {
            MarkGone(before.Settled, gone, change.Hash);
            if (change.Packed is { } packed) recent.Add(change.Id, TitleReader.Open(packed), before.ModelRows.RowOf(change.Hash));
        }

        return before with { Gone = gone, Recent = Warm(recent.Build(Searches, CancellationToken.None), before.Recent) };
    }

    /// <summary>The state with another settled part, that was made while titles changed.</summary>
    /// <param name="now">The state as it is.</param>
    /// <param name="merged">Has what <paramref name="now"/> had when its making began, of both parts.</param>
    /// <param name="changed">Titles that changed since.</param>
    public static CatalogState Merged(CatalogState now, MergedPart merged, IReadOnlyDictionary<ulong, byte[]> changed)
    {
        var (gone, recent) = (merged.Gone.AsSpan().ToArray(), new PartBuilder(now.Vocabulary));
        foreach (var hash in changed.Keys) MarkGone(merged.Settled, gone, hash);
        for (var row = 0; row < now.Recent.Count; row++)
            if (changed.ContainsKey(now.Recent.Columns.Ids.HashOf(row))) recent.Add(now.Recent, row);
        return now with { Settled = merged.Settled, Gone = gone, Lists = merged.Lists, Recent = Warm(recent.Build(Searches, CancellationToken.None), now.Recent) };
    }

    /// <summary>A state that was built anew from the store, with what changed meanwhile.</summary>
    /// <param name="built">As it was built.</param>
    /// <param name="titles">Has the changed titles as they are.</param>
    /// <param name="changed">Their ids.</param>
    public static CatalogState CaughtUp(CatalogState built, TitleStore titles, IReadOnlyDictionary<ulong, byte[]> changed)
    {
        var (gone, recent) = (built.Gone.AsSpan().ToArray(), new PartBuilder(built.Vocabulary));
        for (var row = 0; row < built.Recent.Count; row++)
            if (!changed.ContainsKey(built.Recent.Columns.Ids.HashOf(row))) recent.Add(built.Recent, row);
        foreach (var (hash, id) in changed)
        {
            MarkGone(built.Settled, gone, hash);
            var visit = new Adding(recent, id, built.ModelRows.RowOf(hash));
            titles.TryRead(id, ref visit);
        }

        return built with { Gone = gone, Recent = recent.Build(Searches, CancellationToken.None) };
    }

    /// <summary>All that is there of both parts as one.</summary>
    /// <param name="state">The state.</param>
    /// <param name="searches">Makes what finds titles.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <remarks>Where titles are very many, rows stay where they are and the index takes in the new ones, until too many are gone.</remarks>
    public static MergedPart Merge(CatalogState state, TitleSearches searches, CancellationToken cancellation)
    {
        var builder = new PartBuilder(state.Vocabulary);
        var index = state.GoneCount <= state.Settled.Count / MostGonePart ? state.Settled.Columns.Search as InvertedSearch : null;
        if (index is null) builder.AddAll(state.Settled, state.Gone, cancellation);
        else builder.AddInPlace(state.Settled, state.Gone, cancellation);
        builder.AddAll(state.Recent, CatalogState.NoneGone(state.Recent), cancellation);
        var settled = index is null
            ? builder.Build(searches, cancellation)
            : builder.Build(embeddings => index.Extended(embeddings, state.Settled.Count, cancellation));
        var gone = CatalogState.NoneGone(settled);
        if (index is not null) state.Gone.CopyTo(gone.AsSpan());
        Warm(settled, state.Settled);
        return new MergedPart(settled, gone, SettledLists.Of(settled, gone, state.Model, state.Tables));
    }

    // The small part is always searched exactly.
    private static TitleSearches Searches { get; } = new(int.MaxValue);

    private static void MarkGone(BuiltPart settled, ulong[] gone, ulong hash)
    {
        var row = settled.Columns.Ids.RowOf(hash);
        if (row >= 0) gone[row >> 6] |= 1ul << row;
    }

    /// <summary>Looks at a new part as requests will.</summary>
    /// <param name="part">The new part.</param>
    /// <param name="before">Has the viewers that are in use.</param>
    public static BuiltPart Warm(BuiltPart part, BuiltPart before)
    {
        PartWarmth.Warm(part, before.Access.Viewers);
        return part;
    }

    private readonly ref struct Adding(PartBuilder recent, byte[] id, int modelRow) : ITitleVisitor
    {
        public void Visit(TitleReader title) => recent.Add(id, title, modelRow);
    }
}
