namespace Recommender.StoreFigures;

/// <summary>A folder for the time of a measurement.</summary>
internal sealed class WorkFolder(DirectoryInfo disk) : IDisposable
{
    private readonly DirectoryInfo _folder = disk.CreateSubdirectory($"store-figures-{Guid.NewGuid():N}");

    public string Of(string name) => Path.Combine(_folder.FullName, name);

    public void Dispose() => _folder.Delete(recursive: true);
}
