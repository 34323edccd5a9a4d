namespace Recommender.Storage.Journaling;

/// <summary>The beginning of a file that somebody else goes on writing.</summary>
internal static class FilePart
{
    private const int BufferBytes = 1 << 20;

    /// <summary>Copies it onto the disk.</summary>
    /// <param name="source">The file.</param>
    /// <param name="target">Must not be there.</param>
    /// <param name="bytes">Most bytes to copy.</param>
    /// <param name="paddedBytes">Length of the copy, with zeros at its end.</param>
    public static void Copy(string source, string target, long bytes, long paddedBytes)
    {
        using var from = new FileStream(source, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var to = new FileStream(target, FileMode.CreateNew, FileAccess.Write);
        var buffer = new byte[BufferBytes];
        while (bytes > 0 && from.Read(buffer, 0, (int)Math.Min(bytes, BufferBytes)) is var read and > 0)
        {
            to.Write(buffer, 0, read);
            bytes -= read;
        }

        to.SetLength(paddedBytes);
        to.Flush(flushToDisk: true);
    }
}
