using Recommender.Storage.Members;
using Recommender.Storage.Packing;
using Recommender.Storage.Store;

namespace Recommender.Storage.Titles;

/// <summary>Titles by id: the truth, from which generations are built.</summary>
/// <remarks>Safe from many threads. Writing goes through the data folder's owner, which keeps the journal.</remarks>
public sealed class TitleStore
{
    private readonly KeyValueStore _store;

    internal TitleStore(KeyValueStore store) => _store = store;

    /// <summary>How many titles there are. Exact between changes; costs nothing.</summary>
    public long Count => _store.Count;

    /// <summary>Hands a title to a visitor.</summary>
    /// <param name="id">The title's id, 1 to 128 bytes of UTF-8.</param>
    /// <param name="visitor">Called once if there is such a title; changes that it makes to itself come back.</param>
    /// <returns>Whether there is such a title.</returns>
    /// <exception cref="ArgumentException">The id is empty or too long.</exception>
    /// <exception cref="InvalidValueException">The title is damaged.</exception>
    /// <exception cref="StoreException">The title is on the disk, which cannot be read.</exception>
    /// <remarks>No allocation and no thread switch, hot or cold.</remarks>
    public bool TryRead<TVisitor>(ReadOnlySpan<byte> id, ref TVisitor visitor)
        where TVisitor : struct, ITitleVisitor, allows ref struct
    {
        MemberStore.CheckId(id);
        var visit = new Visit<TVisitor> { Visitor = visitor };
        var found = _store.TryRead(id, ref visit);
        visitor = visit.Visitor;
        return found;
    }

    /// <summary>Shows every title, in no order, once: those that are there from its beginning to its end, and perhaps those that come or go meanwhile.</summary>
    /// <param name="scanner">Called for each; changes that it makes to itself come back.</param>
    /// <param name="cancellation">Ends the scan.</param>
    /// <exception cref="InvalidValueException">A title is damaged.</exception>
    /// <exception cref="StoreException">The disk cannot be read.</exception>
    /// <remarks>Reads the whole log of the store.</remarks>
    public void Scan<TScanner>(ref TScanner scanner, CancellationToken cancellation = default)
        where TScanner : struct, ITitleScanner, allows ref struct
    {
        var entries = new Entries<TScanner> { Scanner = scanner };
        _store.Scan(ref entries, cancellation);
        scanner = entries.Scanner;
    }

    private ref struct Visit<TVisitor> : IValueReader
        where TVisitor : struct, ITitleVisitor, allows ref struct
    {
        public TVisitor Visitor;

        public void Read(ReadOnlySpan<byte> value) => Visitor.Visit(TitleReader.Open(value));
    }

    private ref struct Entries<TScanner> : IEntryVisitor
        where TScanner : struct, ITitleScanner, allows ref struct
    {
        public TScanner Scanner;

        public bool Visit(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value) => Scanner.Visit(key, TitleReader.Open(value));
    }
}
