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

    /// <summary>Zeroes what the log has after its newest checkpoint.</summary>
    /// <remarks>
    /// A killed process leaves pages there that nobody was told of, over the remains of those before it. FASTER walks its last
    /// page by the lengths of its records until it meets zeros, past the checkpoint's end, and remains do not start where it looks.
    /// </remarks>
    public static void ClearAfter(string logName, long tail, int segmentBits)
    {
        var zeros = new byte[64 << 10];
        for (var segment = tail >> segmentBits; File.Exists($"{logName}.{segment}"); segment++)
        {
            using var file = new FileStream($"{logName}.{segment}", FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
            file.Position = Math.Max(0, tail - (segment << segmentBits));
            while (file.Position < file.Length) file.Write(zeros, 0, (int)Math.Min(zeros.Length, file.Length - file.Position));
        }
    }
}
