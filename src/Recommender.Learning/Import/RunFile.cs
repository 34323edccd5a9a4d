using Microsoft.Win32.SafeHandles;

namespace Recommender.Learning.Import;

/// <summary>A temporary file of sorted runs, one after the other. It has no name as long as it lives, where the system allows that: nothing is left of it when the process is killed.</summary>
internal sealed class RunFile : IDisposable
{
    private readonly SafeFileHandle _file;
    private readonly List<(long Start, long Length)> _runs = [];
    private long _end;

    public RunFile(string folder)
    {
        var path = Path.Combine(folder, $".recommender-import-{Guid.NewGuid():N}.tmp");
        _file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, FileOptions.DeleteOnClose);
        if (!OperatingSystem.IsWindows()) File.Delete(path);
    }

    public int Count => _runs.Count;

    /// <summary>Where a run lies, in bytes.</summary>
    public (long Start, long Length) this[int run] => _runs[run];

    public void Append(ReadOnlySpan<byte> run)
    {
        RandomAccess.Write(_file, run, _end);
        _runs.Add((_end, run.Length));
        _end += run.Length;
    }

    public void Read(long offset, Span<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var read = RandomAccess.Read(_file, bytes, offset);
            if (read == 0) throw new IOException($"the temporary file of sorted runs ends at byte {offset} of {_end}");
            bytes = bytes[read..];
            offset += read;
        }
    }

    public void Dispose() => _file.Dispose();
}
