using Recommender.Storage.Packing;

namespace Recommender.Storage.Decisions;

/// <summary>What came of a title of a decision.</summary>
/// <remarks>Little-endian, field by field after the head.</remarks>
/// <param name="Decision">The answer's id.</param>
/// <param name="Title">Hash of the title's id.</param>
/// <param name="Artwork">Hash of the artwork's id; 0 where the event does not say.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Time">When, in milliseconds since 1970, UTC.</param>
/// <param name="PositionSeconds">How far into the title; 0 where unknown.</param>
/// <param name="DurationSeconds">How long the title is; 0 where unknown.</param>
public readonly record struct OutcomeRecord(UInt128 Decision, ulong Title, ulong Artwork, OutcomeKind Kind, long Time, int PositionSeconds, int DurationSeconds)
{
    /// <summary>Bytes that one takes.</summary>
    public const int Length = DecisionRecords.HeadBytes + 16 + 8 + 8 + 1 + 8 + 4 + 4;

    /// <summary>Writes it.</summary>
    /// <param name="into">At least <see cref="Length"/> bytes.</param>
    /// <returns>What was written.</returns>
    public ReadOnlySpan<byte> Write(Span<byte> into)
    {
        var writer = new PackedWriter("outcome", into);
        writer.Write((byte)DecisionRecordKind.Outcome);
        writer.Write(DecisionRecords.Version);
        writer.Write(Decision);
        writer.Write(Title);
        writer.Write(Artwork);
        writer.Write((byte)Kind);
        writer.Write(Time);
        writer.Write(PositionSeconds);
        writer.Write(DurationSeconds);
        return writer.Written;
    }

    /// <summary>Reads one.</summary>
    /// <exception cref="InvalidValueException">The bytes are none.</exception>
    public static OutcomeRecord Read(ReadOnlySpan<byte> record)
    {
        var cursor = DecisionRecords.Read("outcome", DecisionRecordKind.Outcome, record);
        return new(
            cursor.Read<UInt128>(), cursor.Read<ulong>(), cursor.Read<ulong>(), (OutcomeKind)cursor.Read<byte>(), cursor.Read<long>(), cursor.Read<int>(), cursor.Read<int>());
    }
}
