using Recommender.Server.Catalogs;
using Recommender.Server.Models;
using Recommender.Storage.Members;
using Recommender.Storage.Titles;

namespace Recommender.Server.Generations;

/// <summary>Makes the first state of a catalogue from the titles of the store and a model.</summary>
/// <remarks>
/// Titles are laid out as the model has them, so that its mapped matrix and index serve as they are; those that it does not know are in
/// the recent part. Where they are too many, or too many of the model's are missing, both are merged at once.
/// </remarks>
/// <param name="titles">The truth.</param>
/// <param name="model">Null for none.</param>
/// <param name="options">When which layout is used.</param>
/// <param name="progress">Told how many titles were read; null if nobody asks.</param>
internal sealed class GenerationBuilder(TitleStore titles, ServedModel? model, CatalogOptions options, IProgress<long>? progress = null)
{
    private readonly Vocabulary _vocabulary = new(model);

    /// <summary>Reads all titles and builds both parts.</summary>
    /// <param name="threads">Most threads to build searches with; null for all cores.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <remarks>Titles that change meanwhile may be there as they were or as they are.</remarks>
    public CatalogState Build(int? threads, CancellationToken cancellation)
    {
        var searches = new TitleSearches(options.InvertedFileFrom, threads);
        var (known, other) = (new PartBuilder(_vocabulary), new PartBuilder(_vocabulary));
        var gone = ReadKnown(known, other, cancellation);
        var present = known.Count - gone.Count;
        if (present + other.Count < titles.Count) ReadOthers(known, other, cancellation);

        var asModel = gone.Count <= known.Count / StateChanges.MostGonePart && other.Count <= options.MostRecent(present);
        var state = State(known.Build(searches, cancellation), gone, other);
        if (asModel) return state;

        var merged = StateChanges.Merge(state, searches, cancellation);
        var none = new PartBuilder(_vocabulary);
        return state with { Settled = merged.Settled, Gone = merged.Gone, Lists = merged.Lists, Growing = none, Recent = none.BuildGrowing(), RecentGone = none.Gone };
    }

    private CatalogState State(BuiltPart known, List<int> missing, PartBuilder other)
    {
        var (gone, tables) = (CatalogState.NoneGone(known), ModelTables.Of(model));
        foreach (var row in missing) gone[row >> 6] |= 1ul << row;
        return new CatalogState
        {
            Vocabulary = _vocabulary,
            Tables = tables,
            ModelRows = known.Columns.Ids,
            Settled = known,
            Gone = gone,
            Lists = SettledLists.Of(known, gone, model, tables),
            Growing = other,
            Recent = other.BuildGrowing(),
            RecentGone = other.Gone,
        };
    }

    // The titles of the model, in its order; those with an embedding of their own go to the others. Gives the rows that are missing.
    private List<int> ReadKnown(PartBuilder known, PartBuilder other, CancellationToken cancellation)
    {
        var gone = new List<int>();
        Span<byte> id = stackalloc byte[MemberStore.MaxIdBytes];
        for (var row = 0; row < (model?.Published.TitleIds.Count ?? 0); row++)
        {
            cancellation.ThrowIfCancellationRequested();
            var utf8 = id[..System.Text.Encoding.UTF8.GetBytes(model!.Published.TitleIds[row], id)];
            var visit = new KnownTitle(known, other, model, utf8, row);
            if (!titles.TryRead(utf8, ref visit) || !visit.IsKnown)
            {
                if (known.AddGone(utf8, row)) gone.Add(known.Count - 1);
            }

            if (row % 1_024 == 0) progress?.Report(row);
        }

        return gone;
    }

    private void ReadOthers(PartBuilder known, PartBuilder other, CancellationToken cancellation)
    {
        var scan = new OtherTitles(known, other, progress);
        titles.Scan(ref scan, cancellation);
    }

    private ref struct KnownTitle(PartBuilder known, PartBuilder other, ServedModel model, ReadOnlySpan<byte> id, int row) : ITitleVisitor
    {
        private readonly ReadOnlySpan<byte> _id = id;

        public bool IsKnown { get; private set; }

        public void Visit(TitleReader title)
        {
            IsKnown = !TitleEmbedding.IsOwn(title, model, row);
            (IsKnown ? known : other).Add(_id, title, row);
        }
    }

    private readonly ref struct OtherTitles(PartBuilder known, PartBuilder other, IProgress<long>? progress) : ITitleScanner
    {
        public bool Visit(ReadOnlySpan<byte> id, TitleReader title)
        {
            if (!known.Has(id)) other.Add(id, title, modelRow: -1);
            if (other.Count % 1_024 == 0) progress?.Report(known.Count + other.Count);
            return true;
        }
    }
}
