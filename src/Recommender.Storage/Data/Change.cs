using Recommender.Storage.Packing;

namespace Recommender.Storage.Data;

/// <summary>
/// A change as a record of the journal: version (1 byte), kind (1), bytes of the id (1), the id, and the rest: a portrait, a
/// title, or what the portrait's fold understands.
/// </summary>
internal readonly ref struct Change
{
    /// <summary>Most bytes of the rest.</summary>
    public const int MaxPayloadBytes = 64 << 10;

    private const byte Version = 1;
    private const int HeadBytes = 3;

    public Change(ChangeKind kind, ReadOnlySpan<byte> id, ReadOnlySpan<byte> payload)
    {
        Kind = kind;
        Id = id;
        Payload = payload;
    }

    public ChangeKind Kind { get; }

    public ReadOnlySpan<byte> Id { get; }

    public ReadOnlySpan<byte> Payload { get; }

    public int Bytes => HeadBytes + Id.Length + Payload.Length;

    /// <summary>A record as long as any, and no change: a replay passes it over.</summary>
    public static byte[] Padding()
    {
        var record = new byte[HeadBytes + MaxPayloadBytes];
        (record[0], record[1]) = (Version, (byte)ChangeKind.Padding);
        return record;
    }

    /// <summary>Whether a record is no change.</summary>
    public static bool IsPadding(ReadOnlySpan<byte> record) => record.StartsWith([Version, (byte)ChangeKind.Padding]);

    /// <summary>The id in a record, or what stands there if it is none.</summary>
    public static ReadOnlySpan<byte> IdOf(ReadOnlySpan<byte> record) =>
        record.Length >= HeadBytes ? record[HeadBytes..Math.Min(record.Length, HeadBytes + record[2])] : [];

    /// <summary>Reads a record.</summary>
    /// <exception cref="InvalidValueException">It is none of this version.</exception>
    public static Change Read(ReadOnlySpan<byte> record)
    {
        const string What = "journal record";
        if (record.Length < HeadBytes) throw new InvalidValueException(What, record.Length, $"ends after {record.Length} bytes; the least is {HeadBytes}");
        if (record[0] != Version) throw new InvalidValueException(What, 0, $"is of version {record[0]}; this program reads 1..{Version}");
        if (record[1] is < (byte)ChangeKind.PutMember or > (byte)ChangeKind.DeleteTitle) throw new InvalidValueException(What, 1, $"is of kind {record[1]}; known are 1..{(byte)ChangeKind.DeleteTitle}");
        var end = HeadBytes + record[2];
        if (end > record.Length) throw new InvalidValueException(What, 2, $"has an id of {record[2]} bytes; {record.Length - HeadBytes} are left");
        return new Change((ChangeKind)record[1], record[HeadBytes..end], record[end..]);
    }

    /// <summary>Writes the record.</summary>
    /// <param name="record">Receives <see cref="Bytes"/> bytes.</param>
    public void Write(Span<byte> record)
    {
        record[0] = Version;
        record[1] = (byte)Kind;
        record[2] = (byte)Id.Length;
        Id.CopyTo(record[HeadBytes..]);
        Payload.CopyTo(record[(HeadBytes + Id.Length)..]);
    }
}
