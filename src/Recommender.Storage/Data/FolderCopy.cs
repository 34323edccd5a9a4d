using Recommender.Numerics.Files;
using Recommender.Storage.Unix;

namespace Recommender.Storage.Data;

/// <summary>Makes a folder out of copied files: it bears its name when all of them are on disk, and not before.</summary>
internal sealed class FolderCopy : IDisposable
{
    private readonly string _target;
    private readonly string _aside;
    private bool _committed;

    /// <summary>Starts a folder.</summary>
    /// <param name="target">Must not be there, or be empty.</param>
    /// <exception cref="IOException">It is there with something in it, or cannot be made.</exception>
    public FolderCopy(string target)
    {
        _target = Path.GetFullPath(target);
        _aside = _target + ".partial";
        if (Directory.Exists(_target) && Directory.EnumerateFileSystemEntries(_target).Any()) throw new IOException($"folder '{_target}' is not empty");
        if (Directory.Exists(_aside)) Directory.Delete(_aside, recursive: true);   // of one that was cut off
        Folder.MakeWritable(_aside);
    }

    /// <summary>Where a part goes until all is there.</summary>
    public string PathOf(string name) => Path.Combine(_aside, name);

    /// <summary>Copies a folder's files and its folders', as they are now.</summary>
    public void Add(string source, string name, CancellationToken cancellation)
    {
        foreach (var path in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            cancellation.ThrowIfCancellationRequested();
            var copy = Path.Combine(PathOf(name), Path.GetRelativePath(source, path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            using var from = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var to = new FileStream(copy, FileMode.CreateNew, FileAccess.Write);
            from.CopyTo(to);
            to.Flush(flushToDisk: true);
        }
    }

    /// <summary>Gives the folder its name.</summary>
    public void Commit()
    {
        foreach (var folder in Directory.EnumerateDirectories(_aside, "*", SearchOption.AllDirectories)) FolderFlush.Run(folder);
        FolderFlush.Run(_aside);
        if (Directory.Exists(_target)) Directory.Delete(_target);
        Directory.Move(_aside, _target);
        FolderFlush.Run(Path.GetDirectoryName(_target)!);
        _committed = true;
    }

    /// <summary>Gives up, unless committed.</summary>
    public void Dispose()
    {
        if (!_committed && Directory.Exists(_aside)) Directory.Delete(_aside, recursive: true);
    }
}
