using Recommender.Numerics;
using Recommender.Ranking.Catalogs;
using Recommender.Server.Catalogs;
using Recommender.Server.Models;
using Recommender.Storage.Titles;

namespace Recommender.Server.Generations;

/// <summary>
/// Puts a model in place of another one of the same titles and tags: what does not depend on the model, which is most of a settled part,
/// is the same for both, and shared.
/// </summary>
/// <param name="now">What is served.</param>
/// <param name="model">The model to come.</param>
/// <param name="vocabulary">Makes the same rows of tags for that model.</param>
internal sealed class ModelExchange(CatalogState now, ServedModel model, Func<Vocabulary> vocabulary)
{
    // As many tags as a title can bear.
    private const int MostTags = 1_024;

    /// <summary>Prepares it, on the thread that changes the state.</summary>
    /// <returns>Null where the settled part does not lie as both models have it: then all is built anew.</returns>
    public static ModelExchange? Of(CatalogState now, ServedModel model) =>
        now.Model is { } before && now.Settled.Columns.Embeddings == before.Published.Titles && before.Published.TitleIds.SequenceEqual(model.Published.TitleIds, StringComparer.Ordinal) && now.Vocabulary.For(model) is { } vocabulary
            ? new ModelExchange(now, model, vocabulary)
            : null;

    /// <summary>Makes the state with that model.</summary>
    /// <param name="titles">The truth, for titles of the small part and those that bring embeddings.</param>
    /// <param name="searches">Makes what finds titles.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <remarks>Titles that change meanwhile may be there as they were or as they are.</remarks>
    public CatalogState Make(TitleStore titles, TitleSearches searches, CancellationToken cancellation)
    {
        var (own, tables, gone) = (vocabulary(), ModelTables.Of(model), now.Gone.AsSpan().ToArray());
        var recent = new PartBuilder(own);
        for (var row = 0; row < now.Settled.Count; row++)
        {
            if (now.Settled.Bears[row] && (gone[row >> 6] >> (row & 63) & 1) == 0 && Add(recent, titles, now.Settled.Columns.Ids, row, mustBeOwn: true)) gone[row >> 6] |= 1ul << row;
        }

        for (var row = 0; row < now.Recent.Count; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            if ((now.RecentGone[row >> 6] >> (row & 63) & 1) == 0) Add(recent, titles, now.Recent.Columns.Ids, row, mustBeOwn: false);
        }

        var settled = SettledOf(own, searches, cancellation);
        return now with
        {
            Vocabulary = own,
            Tables = tables,
            Settled = settled,
            Gone = gone,
            Lists = SettledLists.Of(settled, gone, model, tables),
            Growing = recent,
            Recent = recent.BuildGrowing(),
            RecentGone = recent.Gone,
        };
    }

    // Row by row it is what the part before is; only what the model says of it is new.
    private BuiltPart SettledOf(Vocabulary own, TitleSearches searches, CancellationToken cancellation)
    {
        var (before, published) = (now.Settled.Columns, model.Published);
        var (microGenres, strengths) = MicroGenres(own, cancellation);
        var popularity = published.Popularity.Span.ToArray();
        var (microGenreTitles, microGenreStrengths) = MicroGenreLists.Of(microGenres, strengths, popularity, model.Tastes?.MicroGenres.Count ?? 0);
        var columns = new CatalogPart
        {
            Ids = before.Ids,
            Embeddings = published.Titles,
            Search = searches.Over(published.Titles, model, cancellation),
            Popularity = popularity,
            Trend = Array.ConvertAll(published.Trend.Span.ToArray(), CatalogPart.TrendOf),
            AddedAt = before.AddedAt,
            Access = before.Access,
            Tags = before.Tags,
            TagWeights = before.TagWeights,
            CapKeys = before.CapKeys,
            MicroGenres = microGenres,
            MicroGenreTitles = microGenreTitles,
            MicroGenreStrengths = microGenreStrengths,
            Artworks = before.Artworks,
        };
        return now.Settled with { Columns = columns, Strengths = strengths };
    }

    private (CompressedRows<int> MicroGenres, CompressedRows<float> Strengths) MicroGenres(Vocabulary own, CancellationToken cancellation)
    {
        var (microGenres, strengths) = (new RowsBuilder<int>(), new RowsBuilder<float>());
        Span<float> weights = stackalloc float[MostTags];
        for (var row = 0; row < now.Settled.Count; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            var stored = now.Settled.Weights[row];
            for (var i = 0; i < stored.Length; i++) weights[i] = (float)stored[i];
            foreach (var (microGenre, strength) in own.MicroGenresOf(now.Settled.Columns.Tags[row], weights[..stored.Length]))
            {
                microGenres.Add(microGenre);
                strengths.Add(strength);
            }

            microGenres.EndRow();
            strengths.EndRow();
        }

        return (microGenres.Build(), strengths.Build());
    }

    private bool Add(PartBuilder into, TitleStore titles, TitleIds ids, int row, bool mustBeOwn)
    {
        var visit = new Adding(into, model, ids[row], now.ModelRows.RowOf(ids.HashOf(row)), mustBeOwn);
        return titles.TryRead(ids[row], ref visit) && visit.IsAdded;
    }

    private ref struct Adding(PartBuilder into, ServedModel model, ReadOnlySpan<byte> id, int modelRow, bool mustBeOwn) : ITitleVisitor
    {
        private readonly ReadOnlySpan<byte> _id = id;

        public bool IsAdded { get; private set; }

        public void Visit(TitleReader title) =>
            IsAdded = (!mustBeOwn || TitleEmbedding.IsOwn(title, model, modelRow)) && into.Add(_id, title, modelRow);
    }
}
