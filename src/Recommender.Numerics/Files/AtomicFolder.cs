namespace Recommender.Numerics.Files;

/// <summary>Puts a folder of files in place whole: its name bears the old files or the new, never some of each.</summary>
/// <remarks>
/// Filled aside under another name beside it, then renamed, or exchanged with the old one where the system has a call for that;
/// elsewhere the old one is renamed first, and whoever is killed in that moment leaves it to the next writer to name it back.
/// What a killed writer leaves is deleted by the next one for the same name. Not for several threads at once.
/// </remarks>
public sealed class AtomicFolder : IDisposable
{
    private const string New = ".tmp";
    private const string Old = ".old";
    private const string Lock = ".lock";

    private readonly string _target;
    private readonly string _parent;
    private readonly string _aside;      // what the names beside the target begin with
    private readonly FileStream _lock;   // not shared: a lock that dies with its process
    private bool _ended;

    private AtomicFolder(string target, string parent, string aside)
    {
        (_target, _parent, _aside) = (target, parent, aside);
        _lock = new FileStream(aside + Lock, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        Directory.CreateDirectory(FolderPath);
    }

    /// <summary>Where to write the files until they are committed.</summary>
    public string FolderPath => _aside + New;

    /// <summary>Starts a folder; the folder that it is in is made where it is absent.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder that it is in may not be written to.</exception>
    public static AtomicFolder Create(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        var parent = Path.GetDirectoryName(target) ?? throw new IOException($"'{target}' is the root; a folder in it is needed");
        Directory.CreateDirectory(parent);
        var prefix = $".{Path.GetFileName(target)}.";
        foreach (var held in Directory.GetFiles(parent, $"{prefix}*{Lock}")) Sweep(held, target);
        return new AtomicFolder(target, parent, Path.Combine(parent, $"{prefix}{Guid.NewGuid():N}"));
    }

    /// <summary>Puts the new folder, whose files are flushed already, in place, and deletes the old one if there is one.</summary>
    /// <param name="replace">Whether a folder that bears the name is replaced.</param>
    /// <exception cref="IOException">Something bears the name and is not to be replaced, or a step failed: the old folder is in place.</exception>
    public void Commit(bool replace)
    {
        ObjectDisposedException.ThrowIf(_ended, this);
        if (Path.Exists(_target) && !replace) throw new IOException($"'{_target}' exists");
        FolderFlush.Run(FolderPath);
        Place();
        FolderFlush.Run(_parent);
        Dispose();
    }

    /// <summary>Gives up, unless committed: the old folder stays, and what was written is deleted.</summary>
    public void Dispose()
    {
        if (_ended) return;
        _ended = true;
        TryDelete(FolderPath);
        TryDelete(_aside + Old);
        _lock.Dispose();
        File.Delete(_aside + Lock);
    }

    private void Place()
    {
        if (!Directory.Exists(_target))
        {
            Directory.Move(FolderPath, _target);
            return;
        }

        if (FolderExchange.TryRun(FolderPath, _target)) return;

        Directory.Move(_target, _aside + Old);
        try
        {
            Directory.Move(FolderPath, _target);
        }
        catch
        {
            Directory.Move(_aside + Old, _target);
            throw;
        }
    }

    // What a writer left that was killed; one that lives holds its lock.
    private static void Sweep(string held, string target)
    {
        try
        {
            using var owned = File.OpenHandle(held, FileMode.Open, FileAccess.Write, FileShare.None);
            var aside = held[..^Lock.Length];
            if (Directory.Exists(aside + Old) && !Directory.Exists(target)) Directory.Move(aside + Old, target);
            TryDelete(aside + Old);
            TryDelete(aside + New);
            File.Delete(held);
        }
        catch (IOException)
        {
            // Its writer lives, or another has swept it first.
        }
    }

    private static void TryDelete(string folder)
    {
        try
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Left over: nobody reads it.
        }
    }
}
