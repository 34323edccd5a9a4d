using Recommender.Storage.Journaling;

namespace Recommender.Storage.Data;

/// <summary>Hands the journal's records to those who replay them, and tells how far it is.</summary>
internal struct JournalReplay(ReplayWorkers workers, long from, long until, IProgress<RecoveryProgress>? progress) : IJournalVisitor
{
    private const int ReportEvery = 1 << 16;

    /// <summary>Changes met.</summary>
    public long Records { get; private set; }

    public void Visit(ReadOnlySpan<byte> record, long position, long next)
    {
        if (Change.IsPadding(record)) return;
        workers.Add(record, position, next);
        if (++Records % ReportEvery == 0) progress?.Report(new RecoveryProgress(Records, next - from, until - from));
    }
}
