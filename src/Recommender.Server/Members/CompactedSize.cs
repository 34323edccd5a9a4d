using System.Globalization;
using System.Text;
using Recommender.Numerics.Files;

namespace Recommender.Server.Members;

/// <summary>
/// How long the log of members was after the last compaction, in a file that outlives the process: a server that is started anew every day
/// would else take each day's length for what is needed, and never compact. One thread at a time.
/// </summary>
/// <param name="folder">Where the file lies.</param>
internal sealed class CompactedSize(string folder)
{
    private readonly string _path = Path.Combine(folder, "compacted");

    /// <summary>What was written last; what is given now, and kept, where nothing was or what there is says nothing.</summary>
    /// <param name="now">Bytes of the log.</param>
    /// <exception cref="IOException">The file cannot be read or written.</exception>
    public long ReadOr(long now)
    {
        if (File.Exists(_path) && long.TryParse(File.ReadAllText(_path), NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var bytes) && bytes >= 0) return bytes;
        Write(now);
        return now;
    }

    /// <summary>Keeps it.</summary>
    /// <exception cref="IOException">The file cannot be written; what it said stays.</exception>
    public void Write(long bytes)
    {
        using var file = AtomicFile.Create(_path);
        file.Write(0, Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{bytes}\n")));
        file.Commit();
    }
}
