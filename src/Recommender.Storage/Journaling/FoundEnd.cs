using FASTER.core;

namespace Recommender.Storage.Journaling;

/// <summary>
/// Tells FASTER where the journal begins and ends, as it was found by reading it. FASTER's commits say nothing back: they only
/// mean that bytes have been handed to the device.
/// </summary>
internal sealed class FoundEnd : ILogCommitManager
{
    private const int Number = 1;

    private (long Begin, long Tail) _found;

    public void Set(long begin, long tail) => _found = (begin, tail);

    public void Commit(long beginAddress, long untilAddress, byte[] commitMetadata, long commitNum, bool forceWriteMetadata) { }

    public byte[] GetCommitMetadata(long commitNum) =>
        new FasterLogRecoveryInfo { BeginAddress = _found.Begin, UntilAddress = _found.Tail, CommitNum = Number }.ToByteArray();

    public IEnumerable<long> ListCommits() => [Number];

    public void RemoveCommit(long commitNum) { }

    public void RemoveAllCommits() { }

    public void OnRecovery(long commitNum) { }

    public void Dispose() { }
}
