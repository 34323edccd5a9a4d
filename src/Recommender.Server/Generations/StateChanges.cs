using Recommender.Server.Catalogs;
using Recommender.Storage.Titles;

namespace Recommender.Server.Generations;

/// <summary>Makes a state from the one before. Only the small part changes, and grows by what is new.</summary>
internal static class StateChanges
{
    /// <summary>A settled part of which more is gone than one in so many is made anew.</summary>
    public const int MostGonePart = 4;

    // Rows of the small part that are gone and that nobody minds; beyond, as many as there are titles.
    private const int FewGone = 64;

    /// <summary>The state after changes.</summary>
    /// <param name="before">The state before.</param>
    /// <param name="changes">The last one of each title.</param>
    /// <remarks>O(changes, micro-genres), and one bit per title; now and then O(recent titles).</remarks>
    public static CatalogState After(CatalogState before, IReadOnlyDictionary<ulong, TitleChange> changes)
    {
        var gone = before.Gone.AsSpan().ToArray();
        var recent = GrowingFrom(before);
        foreach (var change in changes.Values)
        {
            MarkGone(before.Settled, gone, change.Hash);
            recent.Remove(change.Hash);
            if (change.Packed is { } packed) recent.Add(change.Id, TitleReader.Open(packed), before.ModelRows.RowOf(change.Hash));
        }

        return With(before with { Gone = gone }, recent);
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
            if (!IsGone(now, row) && changed.ContainsKey(now.Recent.Columns.Ids.HashOf(row))) recent.Add(now.Recent, row);
        return With(now with { Settled = merged.Settled, Gone = gone, Lists = merged.Lists }, recent);
    }

    /// <summary>A state that was built anew from the store, with what changed meanwhile.</summary>
    /// <param name="built">As it was built.</param>
    /// <param name="titles">Has the changed titles as they are.</param>
    /// <param name="changed">Their ids.</param>
    public static CatalogState CaughtUp(CatalogState built, TitleStore titles, IReadOnlyDictionary<ulong, byte[]> changed)
    {
        var (gone, recent) = (built.Gone.AsSpan().ToArray(), GrowingFrom(built));
        foreach (var (hash, id) in changed)
        {
            MarkGone(built.Settled, gone, hash);
            recent.Remove(hash);
            var visit = new Adding(recent, id, built.ModelRows.RowOf(hash));
            titles.TryRead(id, ref visit);
        }

        return With(built with { Gone = gone }, recent);
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
        builder.AddAll(state.Recent, state.RecentGone, cancellation);
        var settled = index is null
            ? builder.Build(searches, cancellation)
            : builder.Build(embeddings => index.Extended(embeddings, state.Settled.Count, cancellation));
        var gone = CatalogState.NoneGone(settled);
        if (index is not null) state.Gone.CopyTo(gone.AsSpan());
        PartWarmth.Warm(settled, state.Settled.Access.Viewers);
        return new MergedPart(settled, gone, SettledLists.Of(settled, gone, state.Model, state.Tables));
    }

    // What made the small part; where that has gone on from it, as after a change that failed, or too many of its rows are gone, a copy.
    private static PartBuilder GrowingFrom(CatalogState state)
    {
        if (state.Growing.IsAt(state.Recent) && state.Recent.Count - state.RecentCount <= Math.Max(FewGone, state.RecentCount)) return state.Growing;
        var copy = new PartBuilder(state.Vocabulary);
        copy.AddAll(state.Recent, state.RecentGone, CancellationToken.None);
        return copy;
    }

    // The viewers that are in use are looked at. A small part needs no search before the first.
    private static CatalogState With(CatalogState state, PartBuilder growing)
    {
        var recent = growing.BuildGrowing();
        PartWarmth.Look(recent, state.Recent.Access.Viewers);
        return state with { Growing = growing, Recent = recent, RecentGone = growing.Gone };
    }

    private static bool IsGone(CatalogState state, int row) => (state.RecentGone[row >> 6] >> (row & 63) & 1) == 1;

    private static void MarkGone(BuiltPart settled, ulong[] gone, ulong hash)
    {
        var row = settled.Columns.Ids.RowOf(hash);
        if (row >= 0) gone[row >> 6] |= 1ul << row;
    }

    private readonly ref struct Adding(PartBuilder recent, byte[] id, int modelRow) : ITitleVisitor
    {
        public void Visit(TitleReader title) => recent.Add(id, title, modelRow);
    }
}
