using Recommender.Storage.Journaling;

namespace Recommender.Storage.Decisions;

/// <summary>What was decided and what came of it, in order, on disk; the oldest leaves as new comes.</summary>
/// <remarks>
/// Records are those of <see cref="TitleRecord"/>, <see cref="DecisionRecord"/> and <see cref="OutcomeRecord"/>. One thread appends;
/// anything else is safe from many. Nobody waits for the disk: a record is on it some <see cref="DecisionJournalOptions.CommitInterval"/> later.
/// </remarks>
public sealed class DecisionJournal : IDisposable
{
    /// <summary>Most bytes of a record.</summary>
    public const int MaxRecordBytes = 128 << 10;

    private readonly Journal _journal;
    private readonly long _retained;
    private readonly long _segment;

    private DecisionJournal(Journal journal, DecisionJournalOptions options) =>
        (_journal, _retained, _segment) = (journal, options.RetainedBytes, options.SegmentBytes);

    /// <summary>Position of the oldest record kept.</summary>
    public long Begin => _journal.Begin;

    /// <summary>Position after the last record.</summary>
    public long Tail => _journal.Tail;

    /// <summary>What was repaired on opening; null where nothing was.</summary>
    public string? Remark => _journal.Remark;

    /// <summary>Opens a folder's log, or makes one.</summary>
    /// <exception cref="IOException">The folder cannot be written, or what was durable is damaged; the message names the file.</exception>
    public static DecisionJournal Open(DecisionJournalOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var journal = Journal.Open(new JournalOptions
        {
            Folder = options.Folder,
            MaxRecordBytes = MaxRecordBytes,
            SegmentBytes = options.SegmentBytes,
            CommitInterval = options.CommitInterval,
        });
        return new DecisionJournal(journal, options);
    }

    /// <summary>In which file what is appended next will lie, if it fits: a reader that begins with that file knows nothing of those before it.</summary>
    public long Epoch => EpochOf(_journal.Tail);

    /// <summary>In which file a position lies.</summary>
    public long EpochOf(long position) => position / _segment;

    /// <summary>Appends a record, and lets go of the oldest file once more than what is to be kept lies behind it.</summary>
    /// <returns>The position after it.</returns>
    /// <exception cref="Store.StoreException">The disk has failed.</exception>
    public long Append(ReadOnlySpan<byte> record)
    {
        var next = _journal.Enqueue(record);
        if (next - _journal.Begin > _retained + _segment) _journal.DropBefore(next - _retained);
        return next;
    }

    /// <summary>Waits until a position is on disk.</summary>
    /// <exception cref="Store.StoreException">The disk has failed.</exception>
    public ValueTask WaitForDurableAsync(long position) => _journal.WaitForDurableAsync(position);

    /// <summary>Hands the records from a position on to a visitor, up to what is durable when the call begins.</summary>
    /// <param name="from">A position that an append or a visit gave; the oldest kept where it lies before that.</param>
    /// <param name="visitor">Takes them.</param>
    /// <returns>The position after the last.</returns>
    /// <exception cref="IOException">A record is damaged or cannot be read; those before it were visited.</exception>
    public long Replay(long from, IDecisionVisitor visitor)
    {
        var adapter = new VisitorAdapter(visitor);
        return _journal.Replay(Math.Max(from, _journal.Begin), ref adapter);
    }

    /// <summary>Makes durable what was appended and closes the files.</summary>
    public void Dispose() => _journal.Dispose();
}
