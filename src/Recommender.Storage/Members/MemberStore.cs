using Recommender.Storage.Packing;
using Recommender.Storage.Store;

namespace Recommender.Storage.Members;

/// <summary>Portraits by member id.</summary>
/// <remarks>Safe from many threads. Writing goes through the data folder's owner, which keeps the journal.</remarks>
public sealed class MemberStore
{
    /// <summary>Most bytes of an id in UTF-8; the least is 1.</summary>
    public const int MaxIdBytes = 128;

    private readonly KeyValueStore _store;

    internal MemberStore(KeyValueStore store) => _store = store;

    /// <summary>How many members there are. Exact between changes; costs nothing.</summary>
    public long Count => _store.Count;

    /// <summary>Whether a member is known.</summary>
    /// <param name="id">The member's id, 1 to 128 bytes of UTF-8.</param>
    /// <exception cref="ArgumentException">The id is empty or too long.</exception>
    public bool Contains(ReadOnlySpan<byte> id)
    {
        CheckId(id);
        var nothing = default(NoReader);
        return _store.TryRead(id, ref nothing);
    }

    /// <summary>Hands a member's portrait to a visitor.</summary>
    /// <param name="id">The member's id, 1 to 128 bytes of UTF-8.</param>
    /// <param name="visitor">Called once if the member is known; changes that it makes to itself come back.</param>
    /// <returns>Whether the member is known.</returns>
    /// <exception cref="ArgumentException">The id is empty or too long.</exception>
    /// <exception cref="InvalidValueException">The portrait is damaged.</exception>
    /// <exception cref="StoreException">The portrait is on the disk, which cannot be read.</exception>
    /// <remarks>No allocation and no thread switch, hot or cold.</remarks>
    public bool TryRead<TVisitor>(ReadOnlySpan<byte> id, ref TVisitor visitor)
        where TVisitor : struct, IPortraitVisitor, allows ref struct
    {
        CheckId(id);
        var visit = new Visit<TVisitor> { Visitor = visitor };
        var found = _store.TryRead(id, ref visit);
        visitor = visit.Visitor;
        return found;
    }

    /// <summary>Shows every member, in no order, once: those that are there from its beginning to its end, and perhaps those that come or go meanwhile.</summary>
    /// <param name="scanner">Called for each; changes that it makes to itself come back.</param>
    /// <param name="cancellation">Ends the scan.</param>
    /// <exception cref="InvalidValueException">A portrait is damaged.</exception>
    /// <exception cref="StoreException">The disk cannot be read.</exception>
    /// <remarks>Reads the whole log of the store.</remarks>
    public void Scan<TScanner>(ref TScanner scanner, CancellationToken cancellation = default)
        where TScanner : struct, IMemberScanner, allows ref struct
    {
        var entries = new Entries<TScanner> { Scanner = scanner };
        _store.Scan(ref entries, cancellation);
        scanner = entries.Scanner;
    }

    internal static void CheckId(ReadOnlySpan<byte> id)
    {
        if (id.Length is 0 or > MaxIdBytes) throw new ArgumentException($"the id has {id.Length} bytes; allowed 1..{MaxIdBytes}", nameof(id));
    }

    private ref struct Visit<TVisitor> : IValueReader
        where TVisitor : struct, IPortraitVisitor, allows ref struct
    {
        public TVisitor Visitor;

        public void Read(ReadOnlySpan<byte> value) => Visitor.Visit(PortraitReader.Open(value));
    }

    private ref struct Entries<TScanner> : IEntryVisitor
        where TScanner : struct, IMemberScanner, allows ref struct
    {
        public TScanner Scanner;

        public bool Visit(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value) => Scanner.Visit(key, PortraitReader.Open(value));
    }
}
