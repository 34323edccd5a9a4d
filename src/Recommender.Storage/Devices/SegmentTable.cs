using System.Collections.Concurrent;
using System.Globalization;
using Recommender.Numerics.Files;

namespace Recommender.Storage.Devices;

/// <summary>The files of one device: opened when they are first used, found again after a restart, removed. Safe from many threads.</summary>
/// <param name="fileName">Path that every segment's name begins with.</param>
/// <param name="options">How files are opened.</param>
internal sealed class SegmentTable(string fileName, FileOptions options)
{
    private readonly string _folder = Path.GetDirectoryName(fileName)!;
    private readonly ConcurrentDictionary<int, SegmentFile> _open = new();
    private readonly Lock _opening = new();
    private bool _folderChanged = true;
    private bool _closed;

    public string Folder => _folder;

    /// <summary>Bytes of a segment, or -1: the only file grows without end.</summary>
    public long SegmentBytes { get; set; } = -1;

    /// <summary>Whether the only file's name is the device's, without a number.</summary>
    public bool OmitsNumber { get; set; }

    public ICollection<SegmentFile> All => _open.Values;

    public string PathOf(int segment) => OmitsNumber ? fileName : $"{fileName}.{segment.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>The open segment; null where the file is absent and is not to be created.</summary>
    public SegmentFile? Open(int segment, FileMode mode) =>
        _open.TryGetValue(segment, out var open) ? open : OpenAnew(segment, mode);

    /// <summary>Numbers of the segments on disk.</summary>
    public SortedSet<int> Existing()
    {
        var found = new SortedSet<int>();
        if (OmitsNumber) return found;
        var prefix = Path.GetFileName(fileName) + ".";
        foreach (var path in Directory.EnumerateFiles(_folder))
        {
            var name = Path.GetFileName(path.AsSpan());
            if (name.StartsWith(prefix) && int.TryParse(name[prefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var segment))
                found.Add(segment);
        }

        return found;
    }

    /// <summary>Opens what an earlier process left, so that a flush reaches it: that process may have died before its writes were on disk.</summary>
    public void OpenExisting()
    {
        if (!_folderChanged) return;
        foreach (var segment in Existing()) Open(segment, FileMode.Open);
    }

    /// <summary>Makes durable which files there are, where that has changed.</summary>
    public void FlushFolder()
    {
        if (!_folderChanged) return;
        lock (_opening)
        {
            FolderFlush.Run(_folder);
            _folderChanged = false;
        }
    }

    /// <summary>Closes a segment, once its readers are done, and deletes its file.</summary>
    public void Remove(int segment)
    {
        lock (_opening)
        {
            if (_open.TryRemove(segment, out var open)) open.Dispose();
            File.Delete(PathOf(segment));
            _folderChanged = true;
        }
    }

    /// <summary>Closes every file.</summary>
    /// <returns>The segments that were open.</returns>
    public IReadOnlyList<int> CloseAll()
    {
        lock (_opening)
        {
            int[] segments = [.. _open.Keys];
            foreach (var open in _open.Values) open.Dispose();
            _open.Clear();
            return segments;
        }
    }

    /// <summary>No file is opened any more.</summary>
    public void Close()
    {
        lock (_opening) _closed = true;
    }

    private SegmentFile? OpenAnew(int segment, FileMode mode)
    {
        lock (_opening)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            if (_open.TryGetValue(segment, out var other)) return other;

            var path = PathOf(segment);
            var exists = File.Exists(path);
            if (!exists && mode == FileMode.Open) return null;

            var opened = new SegmentFile(path, mode, options, SegmentBytes);
            if (!exists) _folderChanged = true;
            _open[segment] = opened;
            return opened;
        }
    }
}
