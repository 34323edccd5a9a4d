using Recommender.Storage.Packing;

namespace Recommender.Storage.Decisions;

/// <summary>Rows of an answered call: the titles shown, with what each could have been shown, with what probability, and with what it was. Read in place.</summary>
/// <remarks>
/// Little-endian: head, <see cref="DecisionHeader"/> field by field, length and bytes of the persona's name and of the surface, number of rows (16 bits).
/// Then for each row: kind (8), length and bytes of its id, place on the page (8), number of titles (16), and for each title:
/// number (32), chosen image, chosen trailer, images, trailers (8 each; 255 for none chosen), the chance of each image where there is more than one, that of
/// each trailer likewise (32-bit floats). A page that is too long for one record has several, with the same head.
/// </remarks>
public ref struct DecisionRecord
{
    private PackedCursor _cursor;
    private int _rowsLeft;

    /// <summary>What was known.</summary>
    public DecisionHeader Header { get; private init; }

    /// <summary>The member's strongest persona, in UTF-8; empty where there is none. It is the context that artworks are chosen in.</summary>
    public ReadOnlySpan<byte> Persona { get; private init; }

    /// <summary>Where the page was to be shown, as the caller called it, in UTF-8; perhaps empty.</summary>
    public ReadOnlySpan<byte> Surface { get; private init; }

    /// <summary>Reads one.</summary>
    /// <exception cref="InvalidValueException">The bytes are none.</exception>
    public static DecisionRecord Open(ReadOnlySpan<byte> record)
    {
        var cursor = DecisionRecords.Read("decision", DecisionRecordKind.Decision, record);
        var header = new DecisionHeader(
            cursor.Read<UInt128>(), cursor.Read<long>(), cursor.Read<ulong>(), cursor.Read<long>(), cursor.Read<long>(), cursor.Read<long>(), cursor.Read<byte>());
        var persona = cursor.ReadShort();
        var surface = cursor.ReadShort();
        var rows = cursor.Read<ushort>();
        return new DecisionRecord { Header = header, Persona = persona, Surface = surface, _rowsLeft = rows, _cursor = cursor };
    }

    /// <summary>Goes to the next row; all titles of the one before were read.</summary>
    /// <exception cref="InvalidValueException">The bytes are no row.</exception>
    public bool TryNextRow(out DecisionRow row)
    {
        row = default;
        if (_rowsLeft == 0) return false;
        _rowsLeft--;
        row = new DecisionRow { Kind = _cursor.Read<byte>(), Id = _cursor.ReadShort(), Place = _cursor.Read<byte>(), Titles = _cursor.Read<ushort>() };
        return true;
    }

    /// <summary>Reads the row's next title.</summary>
    /// <exception cref="InvalidValueException">The bytes are no title.</exception>
    public ShownTitle NextTitle()
    {
        var choice = new TitleChoice(_cursor.Read<ulong>());
        return new ShownTitle
        {
            Number = choice.Number,
            Image = choice.Image,
            Trailer = choice.Trailer,
            ImageChances = Chances(choice.Images),
            TrailerChances = Chances(choice.Trailers),
        };
    }

    /// <summary>Reads what was chosen for the row's next title, in place of <see cref="NextTitle"/>, and passes over the chances.</summary>
    /// <exception cref="InvalidValueException">The bytes are no title.</exception>
    public TitleChoice NextChoice()
    {
        var choice = new TitleChoice(_cursor.Read<ulong>());
        _cursor.Skip(sizeof(float) * choice.Chances);
        return choice;
    }

    // Of one alone it is certain.
    private ReadOnlySpan<float> Chances(int count) => count > 1 ? _cursor.Rows<float>(count) : count == 1 ? Certain : [];

    private static ReadOnlySpan<float> Certain => [1f];
}
