namespace Recommender.Storage.Tests.Support;

/// <summary>A folder of its own for each test, gone afterwards.</summary>
internal sealed class TemporaryFolder(string path) : IDisposable
{
    private const string MemoryFolder = "/dev/shm";

    public TemporaryFolder()
        : this(Directory.CreateTempSubdirectory("recommender-storage-").FullName) { }

    public string Path => path;

    /// <summary>Where the disk's faults are simulated, the real disk would only make them slow.</summary>
    public static TemporaryFolder InMemory() =>
        Directory.Exists(MemoryFolder)
            ? new TemporaryFolder(Directory.CreateDirectory($"{MemoryFolder}/recommender-storage-{Guid.NewGuid():N}").FullName)
            : new TemporaryFolder();

    public string File(string name) => System.IO.Path.Combine(path, name);

    public void Dispose() => Directory.Delete(path, recursive: true);
}
