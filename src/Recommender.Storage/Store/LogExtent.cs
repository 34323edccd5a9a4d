namespace Recommender.Storage.Store;

/// <summary>Whether the files of a log have all that a checkpoint needs: FASTER itself would find a lost record only when it is asked for.</summary>
internal static class LogExtent
{
    /// <summary>Checks every segment's length.</summary>
    /// <param name="logName">Path that every segment's name begins with.</param>
    /// <param name="begin">The first address needed.</param>
    /// <param name="tail">The address after the last.</param>
    /// <param name="segmentBits">log₂ of the bytes of a file.</param>
    /// <exception cref="StoreException">A file is missing or ends early; the message names it and where.</exception>
    public static void Check(string logName, long begin, long tail, int segmentBits)
    {
        if (tail <= begin) return;   // a store without a record has no file
        var segmentBytes = 1L << segmentBits;
        for (var segment = begin >> segmentBits; segment << segmentBits < tail; segment++)
        {
            var needed = Math.Min(tail - (segment << segmentBits), segmentBytes);
            var file = new FileInfo($"{logName}.{segment}");
            if (!file.Exists) throw new StoreException($"file '{file.FullName}' is missing (needed to offset {needed})");
            if (file.Length < needed) throw new StoreException($"file '{file.FullName}' ends at offset {file.Length}; needed are {needed} bytes");
        }
    }
}
