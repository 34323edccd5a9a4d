namespace Recommender.Storage.Journaling;

/// <summary>Takes the records of a journal, one after another.</summary>
internal interface IJournalVisitor
{
    /// <summary>Takes one record.</summary>
    /// <param name="record">Valid until the call returns.</param>
    /// <param name="position">Where the record begins.</param>
    /// <param name="next">The position after it: what appending it gave, and where a replay without it goes on.</param>
    void Visit(ReadOnlySpan<byte> record, long position, long next);
}
