using FASTER.core;

namespace Recommender.Storage.Store;

/// <summary>FASTER's keeper of checkpoints, never removing any by itself, that remembers what the latest one says.</summary>
internal sealed class CheckpointManager(CheckpointFiles files, string folder)
    : DeviceLogCommitCheckpointManager(files, new DefaultCheckpointNamingScheme(folder), removeOutdated: false)
{
    private byte[] _metadata = [];

    public override void CommitLogCheckpoint(Guid logToken, byte[] commitMetadata)
    {
        Volatile.Write(ref _metadata, commitMetadata);
        base.CommitLogCheckpoint(logToken, commitMetadata);
    }

    /// <summary>What the latest checkpoint says of the log.</summary>
    public HybridLogRecoveryInfo Latest()
    {
        var info = default(HybridLogRecoveryInfo);
        using var text = new StreamReader(new MemoryStream(Volatile.Read(ref _metadata)));
        info.Initialize(text);
        return info;
    }
}
