namespace Recommender.Numerics.Files;

/// <summary>Replaces a file whole: whenever the process or the power goes, its name bears the old content or the new.</summary>
/// <remarks>
/// Written aside under another name in the same folder, flushed, renamed, and the folder flushed. What a killed writer leaves
/// is deleted by the next one for the same name. Not for several threads at once.
/// </remarks>
public sealed class AtomicFile : IDisposable
{
    private const string Suffix = ".tmp";

    private readonly IFolder _folder;
    private readonly string _name;
    private readonly string _aside;
    private readonly INewFile _file;
    private bool _closed;    // nothing more may be written, and nothing committed again
    private bool _inPlace;   // there is nothing to delete

    internal AtomicFile(IFolder folder, string name)
    {
        var prefix = $".{name}.";
        folder.DeleteAbandoned(prefix, Suffix);
        (_folder, _name, _aside) = (folder, name, $"{prefix}{Guid.NewGuid():N}{Suffix}");
        _file = folder.Create(_aside);
    }

    /// <summary>Starts a file; its folder exists.</summary>
    /// <exception cref="IOException">The folder is absent or full.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public static AtomicFile Create(string path)
    {
        var whole = Path.GetFullPath(path);
        return new(new DiskFolder(Path.GetDirectoryName(whole) ?? whole), Path.GetFileName(whole));
    }

    /// <summary>Writes bytes at a place of the new file.</summary>
    /// <exception cref="IOException">The disk is full or fails; the old file is untouched.</exception>
    public void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        if (_closed) throw new InvalidOperationException($"{_name} is closed");
        _file.Write(offset, bytes);
    }

    /// <summary>Puts the new file in place of the old; when this returns, it is there after a power cut too.</summary>
    /// <exception cref="InvalidOperationException">It was called before, whether it succeeded or not.</exception>
    /// <exception cref="IOException">A step failed: the old file is in place, or the new one whole.</exception>
    public void Commit()
    {
        if (_closed) throw new InvalidOperationException($"{_name} is closed");
        _closed = true;   // first: a flush that failed once may seem to succeed when asked again
        _file.Flush();
        _file.Dispose();
        _folder.Replace(_aside, _name);
        _inPlace = true;
        _folder.Flush();
    }

    /// <summary>Gives up, unless committed: the old file stays.</summary>
    public void Dispose()
    {
        _file.Dispose();
        if (_inPlace) return;

        (_closed, _inPlace) = (true, true);
        try
        {
            _folder.Delete(_aside);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Left for the next writer to sweep; what made this one give up is what the caller must hear of.
        }
    }
}
