using System.Numerics;
using FASTER.core;
using Recommender.Storage.Devices;

namespace Recommender.Storage.Store;

/// <summary>Brings the parts of a store to a checkpoint. Only for those that nobody uses yet.</summary>
internal sealed class LogRecovery(StoreParts parts)
{
    /// <summary>Takes away what was written after the newest checkpoint.</summary>
    /// <exception cref="StoreException">The checkpoint's part of the log is not there.</exception>
    public void RestoreLog(CheckpointEntry newest)
    {
        CheckExtent(newest.Begin, newest.Tail - (newest.TailBytes?.Length ?? 0));   // the rest is in the list, and an earlier recovery may have ended after it cut the log
        parts.LogDevice.Restore(newest.Tail, newest.TailBytes);
    }

    /// <summary>Removes what no listed checkpoint needs.</summary>
    public void RemoveBefore(long address) => parts.LogDevice.RemoveBefore(address);

    /// <summary>Recovers.</summary>
    /// <exception cref="StoreException">The checkpoint cannot be read.</exception>
    public void RecoverTo(CheckpointEntry checkpoint)
    {
        foreach (var file in checkpoint.Files) file.Check(parts.CheckpointFolder);
        CheckExtent(checkpoint.Begin, checkpoint.Tail);
        try
        {
            parts.Faster.Recover(checkpoint.Token);
        }
        catch (FasterException failure) when (parts.Log.FailedReads > 0)
        {
            throw Unreadable(checkpoint, failure);   // FASTER knows that a read failed, not where
        }

        if (parts.Log.FailedReads > 0) throw Unreadable(checkpoint, failure: null);
        parts.Keys.Begin(checkpoint.Keys ?? CountKeys());
    }

    /// <summary>Makes the checkpoint that was recovered to the newest.</summary>
    public void FallBackTo(CheckpointEntry checkpoint)
    {
        parts.Log.FlushToDisk();
        parts.LogDevice.Keep(checkpoint.Begin, checkpoint.Tail);
    }

    /// <summary>Gives the log checksums, which version 1 of the list of checkpoints did not have.</summary>
    /// <returns>The checkpoints as a newer version lists them.</returns>
    public IReadOnlyList<CheckpointEntry> AddSums(IReadOnlyList<CheckpointEntry> listed)
    {
        LogExtent.Check(parts.LogName, listed[0].Begin, listed[0].Tail, parts.Plan.SegmentBits);
        parts.LogDevice.AddSums(listed.Min(static entry => entry.Begin), listed[0].Tail);
        var complete = listed.Select(entry => entry with { TailBytes = parts.LogDevice.Keep(entry.Begin, entry.Tail) }).ToList();
        parts.LogDevice.FlushToDisk();
        return complete;
    }

    /// <summary>Removes what was written without a checkpoint: nobody was told that it is durable.</summary>
    public void Clear()
    {
        for (var segment = parts.Log.StartSegment; segment <= parts.Log.EndSegment; segment++) parts.Log.RemoveSegment(segment);
    }

    /// <summary>Finds what version 1 of the list of checkpoints did not say.</summary>
    private long CountKeys()
    {
        var keys = 0L;
        for (var walk = LogSnapshot.Take(parts).Walk(); walk.Next();) keys++;
        return keys;
    }

    private StoreException Unreadable(CheckpointEntry checkpoint, Exception? failure) => new($"checkpoint {checkpoint.Token:N} cannot be read: {parts.Log.LastFault}", failure);

    private void CheckExtent(long begin, long tail)
    {
        LogExtent.Check(parts.LogName, begin, tail, parts.Plan.SegmentBits);
        if (tail <= begin) return;
        LogExtent.Check(
            ChecksummedDevice.SumsName(parts.LogName),
            begin / ChecksummedDevice.BytesPerByteOfSums,
            (tail + ChecksummedDevice.BytesPerByteOfSums - 1) / ChecksummedDevice.BytesPerByteOfSums,
            parts.Plan.SegmentBits - BitOperations.Log2(ChecksummedDevice.BytesPerByteOfSums));
    }
}
