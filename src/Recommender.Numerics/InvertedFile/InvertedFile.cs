using Recommender.Numerics.Files;
using Recommender.Numerics.Kernels;
using Recommender.Numerics.Lists;

namespace Recommender.Numerics;

/// <summary>Rows in lists of like direction: finds nearly all of the rows with the highest inner products without looking at most.</summary>
/// <remarks>
/// <para>
/// A search scores the direction of every list, looks into those that promise most, skips the blocks of sixteen rows that
/// cannot be expected to reach the K-th best score so far, and scans the others as <see cref="ExactTopK"/> does: what it looks
/// into is searched exactly. How far it looks was measured when it was built (<see cref="Recall"/>). Equal scores are ordered
/// by row; scores that are not finite come after all that are.
/// </para>
/// <para>
/// Searches take no lock and see one version from start to end. Changes (<see cref="Add"/>, <see cref="Replace"/>,
/// <see cref="Remove"/>, <see cref="Merge"/>) and <see cref="Dispose"/> are for one thread at a time, while others search.
/// </para>
/// <para>
/// Jégou, Douze and Schmid, "Product Quantization for Nearest Neighbor Search", TPAMI 2011 (the inverted file), with blocks
/// skipped by the norms of their rows.
/// </para>
/// </remarks>
public sealed class InvertedFile : IDisposable
{
    private readonly ProbePlan _plan;
    private readonly InvertedFileOptions _options;
    private ListGeneration? _generation;

    internal InvertedFile(ListStore store, ProbePlan plan, MeasuredRecall recall, InvertedFileOptions options)
    {
        (_plan, _options, Recall) = (plan, options, recall);
        _generation = new ListGeneration(store, Changes: null, SlotOf: null, Version: 0, Added: 0, store.Count);
    }

    /// <summary>What was found of the true best rows when this was built.</summary>
    public MeasuredRecall Recall { get; }

    /// <summary>Number of rows.</summary>
    public int Count => Current.Count;

    /// <summary>Elements of a row, d.</summary>
    public int Dimension => Current.Store.Dimension;

    /// <summary>Number of lists.</summary>
    public int Lists => Current.Store.Lists;

    /// <summary>Directions that rows are scanned along: the dimension, unless few directions hold nearly all of the rows.</summary>
    public int Directions => Current.Store.Codes.Dimension;

    /// <summary>Rows that were added or replaced since the last merge: scanned by every search.</summary>
    public int Unmerged => Current.Added;

    /// <summary>What searches run on.</summary>
    internal KernelSet Kernels { get; init; } = KernelChoice.Active;

    /// <summary>How far searches look, by K.</summary>
    internal ProbePlan Plan => _plan;

    private ListGeneration Current => Volatile.Read(ref _generation) ?? throw new ObjectDisposedException(nameof(InvertedFile));

    /// <summary>Divides rows into lists and measures how many of them to probe.</summary>
    /// <param name="rows">Shape (n, d), n from 1; row i gets the number i. They are copied: the matrix stays the caller's.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="queries">
    /// Shape (q, d), q from 2, no NaN: queries like those to come, to measure with. Null: directions of rows, each with a third
    /// of another row's direction mixed in.
    /// </param>
    /// <param name="progress">Told which part of the work is done, 0 to 1.</param>
    /// <param name="cancellation">Stops the build.</param>
    /// <exception cref="ArgumentException">There are no rows, a shape does not match, an option is out of range or a query has a NaN.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <remarks>O(n·L·d) for L lists; needs twice the memory of the rows. The same for any number of threads.</remarks>
    public static InvertedFile Build(
        AlignedMatrix<float> rows, InvertedFileOptions? options = null, AlignedMatrix<float>? queries = null,
        IProgress<double>? progress = null, CancellationToken cancellation = default) =>
        Build(rows, options, queries, KernelChoice.Active, progress, cancellation);

    internal static InvertedFile Build(
        AlignedMatrix<float> rows, InvertedFileOptions? options, AlignedMatrix<float>? queries, KernelSet kernels,
        IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        options ??= new InvertedFileOptions();
        options.Check(rows.Rows);
        if (rows.Rows == 0) Throw.EmptyMatrix(nameof(rows));
        for (var i = 0; i < queries?.Rows; i++) Check.Query(queries[i], rows.Rows, rows.Dimension, nameof(queries));
        if (queries?.Rows < 2)
            throw new ArgumentException($"{queries.Rows} queries; at least 2 are needed to choose with one and judge with another", nameof(queries));
        return InvertedFileBuild.Run(rows, options, queries, kernels, progress, cancellation);
    }

    /// <summary>Maps what <see cref="Save"/> wrote: no copy, whatever its size. It can be changed as any other; the file stays as it is.</summary>
    /// <param name="file">The file; it stays mapped until this is disposed of, or merged.</param>
    /// <param name="name">Name of the section.</param>
    /// <exception cref="InvalidFileException">A section is missing, or has another type or shape or a number that may not be there.</exception>
    /// <exception cref="ObjectDisposedException">The file is disposed of.</exception>
    public static InvertedFile Map(SectionFile file, string name)
    {
        ArgumentNullException.ThrowIfNull(file);
        var store = ListStoreFile.Map(file, name);
        try
        {
            var (plan, recall, options) = InvertedFileSections.Map(file, name, store);
            return new InvertedFile(store, plan, recall, options);
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>Merges, then writes all as a section of the rows, shape (slots, d), and others whose names begin with its name. <see cref="Map"/> maps it.</summary>
    /// <inheritdoc cref="SectionFileWriter.Write{T}(string, ReadOnlySpan{T})" path="/exception"/>
    public void Save(SectionFileWriter file, string name)
    {
        ArgumentNullException.ThrowIfNull(file);
        Merge();
        ListStoreFile.Save(Current.Store, file, name);
        InvertedFileSections.Save(_plan, Recall, _options, file, name);
    }

    /// <summary>Finds the best rows.</summary>
    /// <param name="query">Shape (d); no NaN; need not be normalised.</param>
    /// <param name="best">Receives the best rows, best first; its length is K, from 1.</param>
    /// <param name="scratch">Memory to work in, not shared with a search that runs.</param>
    /// <param name="allowed">
    /// One bit per row number, lowest first, 64 to an element: only these rows count, and none beyond its end. Empty: all of them.
    /// The fewer are allowed, the further the search looks; few of them (see <see cref="InvertedFileOptions.FewAllowed"/>), or
    /// up to twice K, are all scored, which is exact.
    /// </param>
    /// <param name="probes">Lists to look into, 1 to <see cref="Lists"/>; all of them give the exact result. Null: as many as measured.</param>
    /// <returns>How many rows were written: K, or all that are allowed if they are fewer.</returns>
    /// <exception cref="ArgumentException">There are no rows, a shape does not match, K is 0, the query has a NaN or probes are out of range; nothing was written.</exception>
    /// <exception cref="ObjectDisposedException">This is disposed of.</exception>
    /// <remarks>Allocates nothing once the scratch has grown.</remarks>
    public int Search(
        ReadOnlySpan<float> query, Span<ScoredRow> best, InvertedFileScratch scratch, ReadOnlySpan<ulong> allowed = default, int? probes = null)
    {
        ArgumentNullException.ThrowIfNull(scratch);
        if (best.IsEmpty) Throw.NoBest(nameof(best));
        var generation = Hold();
        try
        {
            var store = generation.Store;
            Check.Query(query, generation.Count, store.Dimension, nameof(query));
            if (probes is null) return ListSearch.Run(Kernels, generation, query, best, scratch, allowed, _plan, null);

            if (probes < 1 || probes > store.Lists)
                throw new ArgumentOutOfRangeException(nameof(probes), probes, $"probes is {probes}; allowed 1..{store.Lists}");
            var reach = probes == store.Lists ? Reach.Everything(store.Lists) : _plan.For(best.Length) with { Probes = probes.Value };
            return ListSearch.Run(Kernels, generation, query, best, scratch, allowed, _plan, reach);
        }
        finally
        {
            generation.Store.Release();
        }
    }

    /// <summary>Adds a row.</summary>
    /// <param name="row">A number that no row has, from 0, below <see cref="InvertedFileOptions.RowLimit"/>.</param>
    /// <param name="vector">Shape (d).</param>
    /// <exception cref="ArgumentException">The number is out of range or taken, or the shape does not match; nothing was changed.</exception>
    /// <remarks>
    /// O(d), and some fifty bytes of garbage. Every <see cref="InvertedFileOptions.DeltaRows"/> rows it merges first, which
    /// takes O(n·L·d) and, meanwhile, twice the memory; a caller who cannot wait then calls <see cref="Merge"/> in good time.
    /// The first change makes room for those rows, and 8 bytes for each row there is.
    /// </remarks>
    public void Add(int row, ReadOnlySpan<float> vector)
    {
        var generation = Checked(row, vector.Length);
        if (generation.Find(row) >= 0) throw new ArgumentException($"row {row} is there already", nameof(row));
        Publish(ListWriter.Set(generation, row, vector, _options));
    }

    /// <summary>Replaces a row: every search sees either the old one or the new one.</summary>
    /// <param name="row">The number of a row that is there.</param>
    /// <param name="vector">Shape (d).</param>
    /// <exception cref="ArgumentException">There is no such row or the shape does not match; nothing was changed.</exception>
    /// <remarks>Costs what <see cref="Add"/> costs.</remarks>
    public void Replace(int row, ReadOnlySpan<float> vector)
    {
        var generation = Checked(row, vector.Length);
        Require(generation, row);
        Publish(ListWriter.Set(generation, row, vector, _options));
    }

    /// <summary>Removes a row; its number may be used again.</summary>
    /// <param name="row">The number of a row that is there.</param>
    /// <exception cref="ArgumentException">There is no such row; nothing was changed.</exception>
    /// <remarks>O(1), and some fifty bytes of garbage; merges when far more rows are gone than are there.</remarks>
    public void Remove(int row)
    {
        var generation = Checked(row, Dimension);
        Require(generation, row);
        Publish(ListWriter.Remove(generation, row, _options));
    }

    /// <summary>Whether there is such a row.</summary>
    public bool Contains(int row)
    {
        var generation = Hold();
        try
        {
            return generation.Find(row) >= 0;
        }
        finally
        {
            generation.Store.Release();
        }
    }

    /// <summary>Moves rows that were added into lists and lets go of those that were removed. The directions of the lists stay.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; nothing was changed.</exception>
    /// <param name="threads">Most threads to use; null for what the options say. With one, all is done on the caller's.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <remarks>Built aside and then put in place: O(n·L·d), twice the memory meanwhile, and no search waits.</remarks>
    public void Merge(int? threads = null, CancellationToken cancellation = default)
    {
        var generation = Current;
        if (generation.Changes is not null) Publish(ListWriter.Merged(generation, threads ?? _options.Threads, cancellation));
    }

    /// <summary>Lets go of the memory once the searches that run have ended.</summary>
    public void Dispose() => Interlocked.Exchange(ref _generation, null)?.Store.Dispose();

    private ListGeneration Checked(int row, int length)
    {
        var generation = Current;
        if (row < 0 || row >= _options.RowLimit)
            throw new ArgumentOutOfRangeException(nameof(row), row, $"row is {row}; allowed 0..{_options.RowLimit - 1}");
        if (length != generation.Store.Dimension) Throw.LengthsDiffer(length, generation.Store.Dimension, "vector");
        return generation;
    }

    private static void Require(ListGeneration generation, int row)
    {
        if (generation.Find(row) < 0) throw new ArgumentException($"there is no row {row}", nameof(row));
    }

    // The old store goes with the last search that reads it.
    private void Publish(ListGeneration next)
    {
        var before = Interlocked.Exchange(ref _generation, next)!;
        if (before.Store != next.Store) before.Store.Release();
    }

    // Between reading the generation and holding it, a merge may have replaced and freed it: then there is a newer one.
    private ListGeneration Hold()
    {
        while (true)
        {
            var generation = Current;
            if (generation.Store.TryHold()) return generation;
        }
    }
}
