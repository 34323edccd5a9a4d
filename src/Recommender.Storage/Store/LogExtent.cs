namespace Recommender.Storage.Store;

/// <summary>Whether the files of a log have all that a checkpoint needs: FASTER itself would find a lost record only when it is asked for.</summary>
internal static class LogExtent
{
    /// <summary>Checks every segment's length.</summary>
    /// <exception cref="StoreException">A file is missing or ends early; the message names it and where.</exception>
    public static void Check(string logName, CheckpointEntry checkpoint, int segmentBits)
    {
        if (checkpoint.Tail <= checkpoint.Begin) return;   // a store without a record has no file
        var segmentBytes = 1L << segmentBits;
        for (var segment = checkpoint.Begin >> segmentBits; segment << segmentBits < checkpoint.Tail; segment++)
        {
            var needed = Math.Min(checkpoint.Tail - (segment << segmentBits), segmentBytes);
            var file = new FileInfo($"{logName}.{segment}");
            if (!file.Exists) throw new StoreException($"file '{file.FullName}' is missing (needed to offset {needed})");
            if (file.Length < needed) throw new StoreException($"file '{file.FullName}' ends at offset {file.Length}; needed are {needed} bytes");
        }
    }
}
