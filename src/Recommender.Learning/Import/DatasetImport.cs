using Recommender.Learning.Data;

namespace Recommender.Learning.Import;

/// <summary>Reads files into one dataset: first what describes titles, then interactions. Not for several threads at once.</summary>
/// <remarks>
/// Ids, titles and tags are held in memory; interactions up to <see cref="ImportOptions.MemoryBytes"/>, beyond that in a
/// temporary file. Rows are numbered in the order of the files, so that the same files give the same bytes.
/// </remarks>
public sealed class DatasetImport : IDisposable
{
    private readonly ImportContext _context;
    private readonly IdBuilder _members = new();
    private readonly InteractionSorter _sorter;
    private readonly InteractionIntake _intake;

    /// <summary>Starts an import.</summary>
    /// <param name="options">How.</param>
    /// <param name="cancellation">Ends it early; nothing is left of it then.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public DatasetImport(ImportOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new ImportOptions();
        if (options.Fault() is { } fault) throw new ArgumentException(fault, nameof(options));
        _context = new ImportContext(options, cancellation);
        _sorter = new InteractionSorter(options);
        _intake = new InteractionIntake(_context, _members, Catalogue.Ids, _sorter);
    }

    /// <summary>What was refused so far.</summary>
    public RefusalLog Refusals => _context.Refusals;

    /// <summary>Interactions read so far.</summary>
    public long InteractionsRead => _sorter.Added;

    /// <summary>Interactions that gave way to another of the same member and title; known once the dataset is made.</summary>
    public long Duplicates => _sorter.Duplicates;

    /// <summary>Sorted runs that went to the temporary file, 0 where memory sufficed.</summary>
    public int SpilledRuns => _sorter.Runs;

    /// <summary>Titles that a file describes.</summary>
    public int TitlesDescribed => Catalogue.Drafts.Count;

    internal CatalogueDraft Catalogue { get; } = new();

    internal ImportContext Context => _context;

    /// <summary>Reads a table of interactions: CSV, TSV or any other separator.</summary>
    /// <exception cref="InvalidDataException">A column is absent, the file is damaged, or a line is refused and the import is strict.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public void ReadTable(string path, TableFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);
        TableReader.Read(path, format, _context, _intake);
    }

    /// <summary>Reads interactions from lines of JSON; the format's columns are names of properties.</summary>
    /// <inheritdoc cref="ReadTable" path="/exception"/>
    public void ReadJsonLines(string path, TableFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);
        JsonLinesReader.Read(path, format, _context, _intake);
    }

    /// <summary>Reads adjacency lists: a line is a member and all its titles, in the order of events.</summary>
    /// <param name="path">The file.</param>
    /// <param name="separator">Between ids; several next to one another are one.</param>
    /// <inheritdoc cref="ReadTable" path="/exception"/>
    public void ReadAdjacency(string path, string separator = " ")
    {
        ArgumentException.ThrowIfNullOrEmpty(separator);
        AdjacencyReader.Read(path, separator, _context, _intake);
    }

    /// <summary>Reads titles with their tags and artworks from lines of JSON; before any interaction.</summary>
    /// <remarks>
    /// <c>{"id":"t1","name":"Heat","year":1995,"tags":[{"group":"genre","name":"Crime","weight":0.8}],
    /// "artworks":[{"id":"a1","kind":"poster","uri":"https://…","depicts":[{"group":"mood","name":"Dark"}]}]}</c>, each on one line. Only
    /// the id must be there; a name is the id where absent, a weight 1. Kinds are still, poster and trailer. Other properties are passed over.
    /// </remarks>
    /// <exception cref="InvalidOperationException">Interactions were read already.</exception>
    /// <inheritdoc cref="ReadTable" path="/exception"/>
    public void ReadTitles(string path)
    {
        if (Catalogue.Ids.Ids.Count > Catalogue.Drafts.Count) throw new InvalidOperationException("titles are read before interactions: these have numbered titles already");
        TitleLinesReader.Read(path, _context, Catalogue);
    }

    /// <summary>Makes the dataset in memory. Ends the import.</summary>
    /// <exception cref="InvalidDataException">There are more interactions than a dataset holds.</exception>
    public Dataset ToDataset()
    {
        var (titles, tags) = Catalogue.Build();
        var arrays = new InteractionArrays();
        _sorter.Drain(_members.Ids.Count, arrays, _context.Cancellation);
        return new Dataset(new IdTable(_members.Ids), titles, tags, arrays.ToInteractions(titles.Length));
    }

    /// <summary>Writes the dataset to a folder. Ends the import.</summary>
    /// <param name="path">The folder to make.</param>
    /// <param name="replace">Whether a dataset that is there is replaced; it stays until the new one is whole.</param>
    /// <returns>What is in it.</returns>
    /// <exception cref="IOException">The folder exists and is not to be replaced or is no dataset, or the disk is full or fails: what was there stays.</exception>
    /// <exception cref="InvalidDataException">There are more interactions than a dataset holds.</exception>
    public DatasetCounts Save(string path, bool replace = false)
    {
        DatasetFolder.RefuseTaken(path, replace);
        var (titles, tags) = Catalogue.Build();
        using var writer = new DatasetWriter(path);
        _sorter.Drain(_members.Ids.Count, writer, _context.Cancellation);
        _context.Cancellation.ThrowIfCancellationRequested();
        writer.Commit(new IdTable(_members.Ids), titles, tags, replace);
        return new DatasetCounts(_members.Ids.Count, titles.Length, tags.Length, _sorter.Added - _sorter.Duplicates);
    }

    /// <summary>Deletes the temporary file.</summary>
    public void Dispose() => _sorter.Dispose();
}
