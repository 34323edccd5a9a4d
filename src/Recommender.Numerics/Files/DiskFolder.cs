using Microsoft.Win32.SafeHandles;

namespace Recommender.Numerics.Files;

/// <summary>A folder of the file system.</summary>
internal sealed class DiskFolder(string path) : IFolder
{
    // Not shared: a lock that dies with its process, by which others tell a file in the making from one left over.
    public INewFile Create(string name) =>
        new NewFile(File.OpenHandle(Path.Combine(path, name), FileMode.CreateNew, FileAccess.Write, FileShare.None));

    public void Replace(string from, string to) => File.Move(Path.Combine(path, from), Path.Combine(path, to), overwrite: true);

    public void Flush() => FolderFlush.Run(path);

    public void Delete(string name) => File.Delete(Path.Combine(path, name));

    public void DeleteAbandoned(string prefix, string suffix)
    {
        foreach (var file in Directory.EnumerateFiles(path))
        {
            var name = Path.GetFileName(file.AsSpan());
            if (!name.StartsWith(prefix, StringComparison.Ordinal) || !name.EndsWith(suffix, StringComparison.Ordinal)) continue;
            try
            {
                using var owned = File.OpenHandle(file, FileMode.Open, FileAccess.Write, FileShare.None);
                File.Delete(file);
            }
            catch (IOException)
            {
                // Another writer owns it, or has swept it first.
            }
        }
    }

    private sealed class NewFile(SafeFileHandle handle) : INewFile
    {
        public void Write(long offset, ReadOnlySpan<byte> bytes) => RandomAccess.Write(handle, bytes, offset);

        public void Flush() => RandomAccess.FlushToDisk(handle);

        public void Dispose() => handle.Dispose();
    }
}
