using Recommender.Storage.Packing;

namespace Recommender.Storage.Decisions;

/// <summary>Writes a <see cref="DecisionRecord"/>: head, then rows, each with its titles.</summary>
/// <param name="into">Where to.</param>
public ref struct DecisionWriter(Span<byte> into)
{
    private readonly Span<byte> _into = into;
    private PackedWriter _writer = new("decision", into);
    private int _rowsAt;
    private ushort _rows;

    /// <summary>Most bytes that a row takes.</summary>
    /// <param name="titles">Titles of it.</param>
    /// <param name="chances">Chances of all of them.</param>
    public static int MostRowBytes(int titles, int chances) => 1 + 1 + byte.MaxValue + 1 + 2 + (8 * titles) + (sizeof(float) * chances);

    /// <summary>What was written so far.</summary>
    public readonly ReadOnlySpan<byte> Written => _writer.Written;

    /// <summary>Rows so far.</summary>
    public readonly int Rows => _rows;

    /// <summary>Writes the head.</summary>
    /// <param name="header">What was known.</param>
    /// <param name="persona">Name of the strongest persona, up to 255 bytes.</param>
    /// <param name="surface">What the caller called the surface, up to 255 bytes.</param>
    public void Begin(scoped in DecisionHeader header, scoped ReadOnlySpan<byte> persona, scoped ReadOnlySpan<byte> surface)
    {
        _writer = new("decision", _into);
        _writer.Write((byte)DecisionRecordKind.Decision);
        _writer.Write(DecisionRecords.Version);
        _writer.Write(header.Id);
        _writer.Write(header.Time);
        _writer.Write(header.Member);
        _writer.Write(header.Generation);
        _writer.Write(header.Model);
        _writer.Write(header.Policy);
        _writer.Write(header.Hour);
        _writer.WriteShort(persona);
        _writer.WriteShort(surface);
        _rowsAt = _writer.Length;
        _rows = 0;
        _writer.Write(_rows);
    }

    /// <summary>Begins a row.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="id">Its id, of up to 255 bytes.</param>
    /// <param name="place">Its place on the page.</param>
    /// <param name="titles">How many titles follow.</param>
    public void Row(byte kind, scoped ReadOnlySpan<byte> id, byte place, int titles)
    {
        _writer.Write(kind);
        _writer.WriteShort(id);
        _writer.Write(place);
        _writer.Write((ushort)titles);
        BitConverter.TryWriteBytes(_into[_rowsAt..], ++_rows);
    }

    /// <summary>Writes the row's next title.</summary>
    /// <param name="choice">What was chosen.</param>
    /// <param name="chances">As many as belong to it: of the images where there are several, then of the trailers where there are several.</param>
    public void Title(TitleChoice choice, scoped ReadOnlySpan<float> chances)
    {
        _writer.Write(choice.Bytes);
        _writer.WriteRows(chances);
    }
}
