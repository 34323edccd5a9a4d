using Recommender.Numerics.Files;

namespace Recommender.Numerics.Tests.Files;

/// <summary>A folder of the disk in which zeros take no room, so that a test can write gigabytes of them.</summary>
internal sealed class SparseFolder(DiskFolder folder) : IFolder
{
    public INewFile Create(string name) => new SparseFile(folder.Create(name));

    public void Replace(string from, string to) => folder.Replace(from, to);

    public void Flush() => folder.Flush();

    public void Delete(string name) => folder.Delete(name);

    public void DeleteAbandoned(string prefix, string suffix) => folder.DeleteAbandoned(prefix, suffix);

    private sealed class SparseFile(INewFile file) : INewFile
    {
        public void Write(long offset, ReadOnlySpan<byte> bytes)
        {
            if (bytes.ContainsAnyExcept((byte)0)) file.Write(offset, bytes);
        }

        public void Flush() => file.Flush();

        public void Dispose() => file.Dispose();
    }
}
