using System.Runtime.InteropServices;
using Recommender.Storage.Members;
using Recommender.Storage.Packing;

namespace Recommender.Storage.Titles;

/// <summary>
/// A packed title, read where it lies: every property is a view of the bytes, valid as long as they are. Checked once, when it is
/// opened. No allocation, except by <see cref="ToTitle"/>.
/// </summary>
public readonly ref struct TitleReader
{
    private const string What = "title";

    private readonly ReadOnlySpan<byte> _title;
    private readonly int _groupsAt;
    private readonly int _tagsAt;
    private readonly int _artworksAt;
    private readonly int _peopleAt;

    private TitleReader(ReadOnlySpan<byte> title)
    {
        _title = title;
        var header = HeaderOf(title);
        var cursor = new PackedCursor(What, title, PackedHeader.Bytes + TitleHeader.Bytes);
        if (header.BorneTags > header.AllTags) throw cursor.Refused($"the title bears {header.BorneTags} tags of {header.AllTags}");
        cursor.Take(PackedHeader.EmbeddingBytes(PackedHeader.Dimension(title), PackedHeader.Flags(title)));
        foreach (var window in cursor.Rows<AvailabilityWindow>(header.Windows))
        {
            if (!window.Country.IsValid) throw cursor.Refused("the country of a window before here is no code of two capital letters");
        }

        cursor.Take(header.NameBytes + header.FranchiseBytes);

        _groupsAt = cursor.At;
        for (var i = 0; i < header.Groups; i++) cursor.ReadShort();
        _tagsAt = cursor.At;
        for (var i = 0; i < header.AllTags; i++) CheckTag(ref cursor, header);
        _artworksAt = cursor.At;
        for (var i = 0; i < header.Artworks; i++) CheckArtwork(ref cursor, header);
        _peopleAt = cursor.At;
        for (var i = 0; i < header.People; i++) CreditView.Read(ref cursor);
        if (!cursor.IsAtEnd) throw cursor.Refused($"the title should end here; it has {title.Length} bytes");
    }

    /// <summary>All of it.</summary>
    public ReadOnlySpan<byte> Bytes => _title;

    /// <summary>The journal position of the change that it is from; 0 for one that was never stored.</summary>
    public long AppliedPosition => PackedHeader.Position(_title);

    /// <summary>The name in UTF-8.</summary>
    public ReadOnlySpan<byte> Name => _title.Slice(_groupsAt - Header.FranchiseBytes - Header.NameBytes, Header.NameBytes);

    /// <summary>The franchise in UTF-8; empty where it stands alone.</summary>
    public ReadOnlySpan<byte> Franchise => _title[(_groupsAt - Header.FranchiseBytes).._groupsAt];

    /// <summary>The year that it is of; 0 where that is unknown.</summary>
    public short Year => Header.Year;

    /// <summary>What it is.</summary>
    public TitleKind Kind => Header.Kind;

    /// <summary>The least age that it is for, in years.</summary>
    public byte Maturity => Header.Maturity;

    /// <summary>When it joined the catalogue, in seconds since 1970, UTC.</summary>
    public long AddedAt => Header.AddedAt;

    /// <summary>Elements of the embedding; 0 where there is none.</summary>
    public int Dimension => PackedHeader.Dimension(_title);

    /// <summary>The model in whose space the embedding is; 0 where nobody said.</summary>
    public uint EmbeddingModel => Header.EmbeddingModel;

    /// <summary>How the embedding is kept.</summary>
    public EmbeddingPrecision Precision =>
        PackedHeader.Flags(_title) == PackedHeader.HalfPrecision ? EmbeddingPrecision.Fp16 : EmbeddingPrecision.Fp32;

    /// <summary>Where and when it may be shown.</summary>
    public ReadOnlySpan<AvailabilityWindow> Availability =>
        new PackedCursor(What, _title, EmbeddingEnd).Rows<AvailabilityWindow>(Header.Windows);

    /// <summary>The tags that it bears, and after them those that only artworks depict.</summary>
    public PackedList<TagView> Tags => new(What, _title, _tagsAt, Header.AllTags);

    /// <summary>How many of <see cref="Tags"/> the title bears: the first.</summary>
    public int BorneTags => Header.BorneTags;

    /// <summary>The groups that tags name by number, as text in UTF-8.</summary>
    public PackedList<TextView> Groups => new(What, _title, _groupsAt, Header.Groups);

    /// <summary>The artworks.</summary>
    public PackedList<ArtworkView> Artworks => new(What, _title, _artworksAt, Header.Artworks);

    /// <summary>The people.</summary>
    public PackedList<CreditView> People => new(What, _title, _peopleAt, Header.People);

    private TitleHeader Header => HeaderOf(_title);

    private int EmbeddingEnd => PackedHeader.Bytes + TitleHeader.Bytes + PackedHeader.EmbeddingBytes(Dimension, PackedHeader.Flags(_title));

    private ReadOnlySpan<byte> EmbeddingBytes => _title[(PackedHeader.Bytes + TitleHeader.Bytes)..EmbeddingEnd];

    /// <summary>Opens a title.</summary>
    /// <exception cref="InvalidValueException">It is damaged, cut short or of a later version; says at which byte.</exception>
    /// <remarks>O(bytes): its checksum is computed and every length in it is checked.</remarks>
    public static TitleReader Open(ReadOnlySpan<byte> title)
    {
        PackedHeader.Check(What, title, PackedHeader.Bytes + TitleHeader.Bytes, TitleHeader.Version);
        return new TitleReader(title);
    }

    /// <summary>Copies the embedding, widened where it is kept in fp16.</summary>
    /// <param name="destination">Shape (<see cref="Dimension"/>) or longer.</param>
    public void CopyEmbedding(Span<float> destination)
    {
        if (Precision == EmbeddingPrecision.Fp32)
        {
            PackedRows.Of<float>(EmbeddingBytes).CopyTo(destination);
            return;
        }

        var halves = PackedRows.Of<Half>(EmbeddingBytes);
        for (var i = 0; i < halves.Length; i++) destination[i] = (float)halves[i];
    }

    /// <summary>The title as an object, which outlives the bytes.</summary>
    public Title ToTitle() => TitleUnpacking.Unpack(this);

    private static TitleHeader HeaderOf(ReadOnlySpan<byte> title) => MemoryMarshal.Read<TitleHeader>(title[PackedHeader.Bytes..]);

    private static void CheckTag(ref PackedCursor cursor, TitleHeader header)
    {
        var tag = TagView.Read(ref cursor);
        if (tag.Group >= header.Groups) throw cursor.Refused($"the tag before here is of group {tag.Group}; there are {header.Groups}");
    }

    private static void CheckArtwork(ref PackedCursor cursor, TitleHeader header)
    {
        foreach (var tag in ArtworkView.Read(ref cursor).Depicts)
        {
            if (tag >= header.AllTags) throw cursor.Refused($"the artwork before here depicts tag {tag}; there are {header.AllTags}");
        }
    }
}
