using Microsoft.Win32.SafeHandles;
using Recommender.Storage.Unix;

namespace Recommender.Storage.Folders;

/// <summary>A data folder that this object owns: no other process and no other object has it until this is disposed of.</summary>
/// <remarks>
/// The system holds the lock and lets go of it when the process ends, however it ends: an owner that was killed gives way at
/// once. Processes that the owner starts do not inherit it. On a shared file system, the lock is as good as that one's locks are.
/// </remarks>
public sealed class DataFolder : IDisposable
{
    private const string OwnerFileName = "owner";

    private readonly SafeFileHandle _file;

    private DataFolder(string path, SafeFileHandle file, FolderOwner? previous) => (FolderPath, _file, KilledOwner) = (path, file, previous);

    /// <summary>The folder, its whole path.</summary>
    public string FolderPath { get; }

    /// <summary>The owner before this one if it did not let go by itself: it was killed, or the power went.</summary>
    public FolderOwner? KilledOwner { get; }

    /// <summary>Makes the folder where it is absent and becomes its owner.</summary>
    /// <exception cref="DataFolderInUseException">It has one.</exception>
    /// <exception cref="IOException">It cannot be made, written to or locked; the message names it and says why.</exception>
    public static DataFolder Own(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var folder = Path.GetFullPath(path);
        Folder.MakeWritable(folder);
        var name = Path.Combine(folder, OwnerFileName);
        SafeFileHandle? file = null;
        try
        {
            file = OwnerFile.TryLock(name) ?? throw new DataFolderInUseException(folder, OwnerFile.Read(name));
            var previous = OwnerFile.Read(file);
            OwnerFile.Write(file, FolderOwner.Self());
            var owned = new DataFolder(folder, file, previous);
            file = null;
            return owned;
        }
        catch (Exception failure) when (failure is UnauthorizedAccessException or IOException and not DataFolderInUseException)
        {
            throw new IOException($"data folder '{folder}' cannot be owned: {failure.Message}", failure);
        }
        finally
        {
            file?.Dispose();
        }
    }

    /// <summary>Lets the next owner have it.</summary>
    public void Dispose()
    {
        if (_file.IsClosed) return;
        try
        {
            RandomAccess.SetLength(_file, 0);
        }
        catch (IOException)
        {
            // The next owner takes this one for killed, which is all that the record is for.
        }

        _file.Dispose();
    }
}
