using Recommender.Storage.Packing;

namespace Recommender.Storage.Decisions;

/// <summary>What all records of a log of decisions begin with: their kind and the version of its layout, a byte each.</summary>
public static class DecisionRecords
{
    internal const byte Version = 1;
    internal const int HeadBytes = 2;

    /// <summary>What a record is; unknown where it is of a later version.</summary>
    public static DecisionRecordKind KindOf(ReadOnlySpan<byte> record) =>
        record.Length >= HeadBytes && record[1] == Version && record[0] is >= (byte)DecisionRecordKind.Title and <= (byte)DecisionRecordKind.Outcome
            ? (DecisionRecordKind)record[0]
            : DecisionRecordKind.Unknown;

    internal static PackedCursor Read(string what, DecisionRecordKind kind, ReadOnlySpan<byte> record) =>
        KindOf(record) == kind ? new PackedCursor(what, record, HeadBytes) : throw new InvalidValueException(what, 0, "it is none, or of a later version");
}
