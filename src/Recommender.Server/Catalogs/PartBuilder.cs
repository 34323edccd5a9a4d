using Recommender.Numerics;
using Recommender.Ranking.Catalogs;
using Recommender.Storage.Members;
using Recommender.Storage.Titles;

namespace Recommender.Server.Catalogs;

/// <summary>
/// A part of the catalogue in the making: titles of the store, and titles of other parts of the same vocabulary. A part that was built
/// stays as it is while titles are added for the next one, which shares with it all that it has.
/// </summary>
/// <remarks>One thread at a time; parts that were built are safe for many readers meanwhile.</remarks>
/// <param name="vocabulary">Rows of tags; it grows.</param>
internal sealed class PartBuilder(Vocabulary vocabulary)
{
    private const int TitleIdField = 1;

    private readonly EmbeddingSources _embeddings = new(vocabulary.Model?.Dimension ?? 1);
    private readonly TitleIdsBuilder _ids = new();
    private readonly GrowingColumn<float> _popularity = new();
    private readonly GrowingColumn<float> _trend = new();
    private readonly GrowingColumn<long> _addedAt = new();
    private readonly RowsBuilder<int> _capKeys = new();
    private readonly RowsBuilder<byte> _titleFields = new();
    private readonly RowsBuilder<byte> _names = new();
    private readonly TagColumns _tags = new(vocabulary);
    private readonly AccessColumnsBuilder _access = new();
    private readonly ArtworkColumns _artworks = new();
    private readonly GrowingColumn<bool> _bears = new();
    private ulong[] _gone = [];
    private BuiltPart? _built;    // the last part
    private bool _changed;        // since

    /// <summary>Number of rows, those of titles that were removed included.</summary>
    public int Count => _ids.Count;

    /// <summary>One bit per row: removed.</summary>
    public ulong[] Gone
    {
        get
        {
            var gone = new ulong[(Count + 63) >> 6];
            _gone.AsSpan(0, Math.Min(_gone.Length, gone.Length)).CopyTo(gone);
            return gone;
        }
    }

    /// <summary>Adds a title of the store.</summary>
    /// <param name="id">Its id in UTF-8.</param>
    /// <param name="title">What the store knows of it.</param>
    /// <param name="modelRow">Its row in the model; -1 where the model does not know it.</param>
    /// <returns>Whether it was added: not where one with the same hash of its id is there.</returns>
    public bool Add(ReadOnlySpan<byte> id, TitleReader title, int modelRow)
    {
        if (!Begin(id, IdHash.Of(id), title.Name, title.AddedAt)) return false;
        var tagRows = _tags.Add(title);
        AddPriors(modelRow);
        _bears.Add(title.Dimension > 0);
        TitleEmbedding.Add(_embeddings, title, vocabulary.Model, modelRow, tagRows);
        if (!title.Franchise.IsEmpty) _capKeys.Add(vocabulary.FranchiseOf(title.Franchise));
        _capKeys.EndRow();
        _access.Add(title);
        _artworks.Add(title, tagRows);
        return true;
    }

    /// <summary>Adds a row for a title of the model that the store does not have, or has elsewhere: nobody may see it.</summary>
    public bool AddGone(ReadOnlySpan<byte> id, int modelRow)
    {
        if (!Begin(id, IdHash.Of(id), name: [], addedAt: 0)) return false;
        AddNothing(vocabulary.Model!.Published.Titles, modelRow);
        return true;
    }

    /// <summary>Adds a title of another part.</summary>
    public bool Add(BuiltPart from, int row)
    {
        var columns = from.Columns;
        if (!Begin(columns.Ids[row], columns.Ids.HashOf(row), from.Encoded.Name(row), columns.AddedAt[row])) return false;
        _tags.Add(from, row);
        _popularity.Add(columns.Popularity[row]);
        _trend.Add(columns.Trend[row]);
        _embeddings.Add(columns.Embeddings, row);
        _bears.Add(from.Bears[row]);
        _capKeys.AddRow(columns.CapKeys[row]);
        _access.Add(from.Access.Columns, row);
        _artworks.Add(from, row);
        return true;
    }

    /// <summary>Adds the titles of another part that are there.</summary>
    /// <param name="from">The part.</param>
    /// <param name="gone">One bit per row of it.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public void AddAll(BuiltPart from, ReadOnlySpan<ulong> gone, CancellationToken cancellation)
    {
        for (var row = 0; row < from.Count; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            if ((gone[row >> 6] >> (row & 63) & 1) == 0) Add(from, row);
        }
    }

    /// <summary>Adds all rows of another part in their places. Those of titles that are gone have no id any more.</summary>
    /// <inheritdoc cref="AddAll"/>
    public void AddInPlace(BuiltPart from, ReadOnlySpan<ulong> gone, CancellationToken cancellation)
    {
        for (var row = 0; row < from.Count; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            if ((gone[row >> 6] >> (row & 63) & 1) == 0) Add(from, row);
            else AddHole(from.Columns.Embeddings, row);
        }
    }

    /// <summary>Removes a title, whose row stays: another of its id may be added then.</summary>
    public void Remove(ulong hash)
    {
        if (!Has(hash)) return;
        var row = _ids.RowOf(hash);
        if (_gone.Length <= row >> 6) Array.Resize(ref _gone, Math.Max(2 * _gone.Length, (row >> 6) + 1));
        _gone[row >> 6] |= 1ul << row;
        _changed = true;
    }

    /// <summary>Whether a title of that id was added and not removed.</summary>
    public bool Has(ReadOnlySpan<byte> id) => Has(IdHash.Of(id));

    /// <summary>Whether a part is what was built last, and nothing was added since.</summary>
    public bool IsAt(BuiltPart part) => part == _built && !_changed;

    /// <summary>The part with all that was added.</summary>
    /// <param name="searches">Makes what finds the best titles.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public BuiltPart Build(TitleSearches searches, CancellationToken cancellation) =>
        Build(embeddings => searches.Over(embeddings, vocabulary.Model, cancellation));

    /// <summary>The part with all that was added, searched exactly. O(what was added since the last part, and micro-genres).</summary>
    public BuiltPart BuildGrowing() =>
        Build(embeddings => embeddings.Rows == 0 || vocabulary.Model is null ? new NoSearch() : (_built?.Columns.Search as GrowingSearch ?? GrowingSearch.Empty).Over(embeddings));

    /// <summary>The part with all that was added.</summary>
    /// <param name="search">Gives what finds the best of the embeddings.</param>
    public BuiltPart Build(Func<AlignedMatrix<float>, ITitleSearch> search)
    {
        var embeddings = _embeddings.Gather();
        var access = AccessTo(_access.Build());
        var (tags, tagWeights, stored, microGenres, strengths) = _tags.Build();
        var popularity = _popularity.Build();
        var (microGenreTitles, microGenreStrengths) = _built is { } before
            ? MicroGenreLists.After((before.Columns.MicroGenreTitles, before.Columns.MicroGenreStrengths), (microGenres, strengths), popularity, before.Count, Gone)
            : MicroGenreLists.Of(microGenres, strengths, popularity, vocabulary.Model?.Tastes?.MicroGenres.Count ?? 0);
        var (artworks, artworkFields) = _artworks.Build();
        var columns = new CatalogPart
        {
            Ids = _ids.Build(),
            Embeddings = embeddings,
            Search = search(embeddings),
            Popularity = popularity,
            Trend = _trend.Build(),
            AddedAt = _addedAt.Build(),
            Access = access,
            Tags = tags,
            TagWeights = tagWeights,
            CapKeys = _capKeys.Build(),
            MicroGenres = microGenres,
            MicroGenreTitles = microGenreTitles,
            MicroGenreStrengths = microGenreStrengths,
            Artworks = artworks,
        };
        (_built, _changed) = (new BuiltPart(columns, new EncodedPart(_titleFields.Build(), _names.Build(), artworkFields), access, strengths, stored, _bears.Build()), false);
        return _built;
    }

    private bool Has(ulong hash) => _ids.RowOf(hash) is var row and >= 0 && (row >> 6 >= _gone.Length || (_gone[row >> 6] >> (row & 63) & 1) == 0);

    private WindowedAccess AccessTo(AccessColumns columns) =>
        _built?.Access.With(columns, DateTimeOffset.UtcNow.ToUnixTimeSeconds()) ?? new WindowedAccess(columns);

    private bool Begin(ReadOnlySpan<byte> id, ulong hash, ReadOnlySpan<byte> name, long addedAt)
    {
        if (Has(hash)) return false;
        _changed = true;
        _ids.Add(id, hash);
        _names.AddRow(name.IsEmpty ? id : name);
        WireFields.Add(_titleFields, TitleIdField, id);
        _titleFields.EndRow();
        _addedAt.Add(addedAt);
        return true;
    }

    // Its number is no hash of any id that will ever be met.
    private void AddHole(AlignedMatrix<float> embeddings, int row)
    {
        var number = ~(ulong)row;
        while (!Begin([], number, name: [], addedAt: 0)) number--;
        AddNothing(embeddings, row);
    }

    private void AddNothing(AlignedMatrix<float> embeddings, int row)
    {
        _tags.AddNone();
        _bears.Add(false);
        AddPriors(modelRow: -1);
        _embeddings.Add(embeddings, row);
        _capKeys.EndRow();
        _access.AddNone();
        _artworks.AddNone();
    }

    private void AddPriors(int modelRow)
    {
        var model = vocabulary.Model?.Published;
        _popularity.Add(modelRow < 0 ? 0 : model!.Popularity[modelRow]);
        _trend.Add(modelRow < 0 ? 0 : CatalogPart.TrendOf(model!.Trend[modelRow]));
    }
}
