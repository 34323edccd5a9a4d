using FASTER.core;
using Recommender.Numerics.Files;
using Recommender.Storage.Devices;
using Recommender.Storage.Unix;

namespace Recommender.Storage.Store;

/// <summary>
/// The files of FASTER's checkpoints, on our devices. FASTER logs an error of theirs and goes on, so every device is remembered
/// until <see cref="Seal"/> has asked it: a checkpoint counts once that has returned.
/// </summary>
internal sealed class CheckpointFiles(string folder, Func<string, IDurableDevice> createDevice) : INamedDeviceFactory
{
    private readonly List<FailStopDevice> _open = [];

    public void Initialize(string baseName) => Folder.MakeWritable(folder);

    public IDevice Get(FileDescriptor fileInfo)
    {
        var device = new FailStopDevice(createDevice(PathOf(fileInfo)));
        lock (_open) _open.Add(device);
        return device;
    }

    public void Delete(FileDescriptor fileInfo)
    {
        var path = PathOf(fileInfo);
        if (string.IsNullOrEmpty(fileInfo.fileName))
        {
            if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
        }
        else
        {
            File.Delete(path + ".0");
        }
    }

    public IEnumerable<FileDescriptor> ListContents(string path)
    {
        var listed = new DirectoryInfo(Path.Combine(folder, path));
        if (!listed.Exists) return [];
        var newestFirst = listed.GetFileSystemInfos().OrderByDescending(static entry => entry.LastWriteTimeUtc);
        return newestFirst.Select(static entry => entry is DirectoryInfo ? new FileDescriptor(entry.Name, "") : new FileDescriptor("", entry.Name));
    }

    /// <summary>Forgets earlier devices: what follows belongs to a new checkpoint.</summary>
    public void Begin()
    {
        lock (_open) _open.Clear();
    }

    /// <summary>Returns when every file written since <see cref="Begin"/> is on disk, with the folders that name it.</summary>
    /// <returns>The files, to be recognised later.</returns>
    /// <exception cref="IOException">One of them is not; the checkpoint must not be used.</exception>
    public IReadOnlyList<SealedFile> Seal()
    {
        lock (_open)
        {
            foreach (var device in _open)
            {
                if (device.Broken is { } fault) throw fault.ToException();
            }

            string[] names = [.. _open.Select(static device => device.FileName).Distinct().Where(IsFlushed)];
            return [.. names.Select(name => SealedFile.Of(folder, Path.GetRelativePath(folder, name) + ".0"))];
        }
    }

    /// <summary>Removes the folders of checkpoints that nobody lists: a crash left them half written.</summary>
    public void RemoveAllBut(IReadOnlyCollection<Guid> listed)
    {
        foreach (var kind in Directory.EnumerateDirectories(folder))
        {
            foreach (var path in Directory.EnumerateDirectories(kind))
            {
                if (Guid.TryParse(Path.GetFileName(path), out var token) && !listed.Contains(token)) Directory.Delete(path, recursive: true);
            }
        }
    }

    /// <summary>FASTER has closed its devices by now; the file is opened once more for the flush. FASTER also asks for files that it then never writes.</summary>
    private bool IsFlushed(string path)
    {
        using (var device = createDevice(path))
        {
            device.Initialize(-1);
            if (device.GetFileSize(0) == 0) return false;
            device.FlushToDisk();
        }

        for (var above = Path.GetDirectoryName(path)!; above.Length >= folder.Length; above = Path.GetDirectoryName(above)!) FolderFlush.Run(above);
        return true;
    }

    private string PathOf(FileDescriptor file) => Path.Combine(folder, file.directoryName ?? "", file.fileName ?? "");
}
