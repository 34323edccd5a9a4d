namespace Recommender.StoreFigures;

/// <summary>How much is measured, and where.</summary>
/// <param name="Rounds">Times that everything is measured, in turns.</param>
/// <param name="IsDry">Only to see that everything works: as little as possible.</param>
/// <param name="Disk">Folder on the disk that is measured.</param>
/// <param name="Log">Says on standard error what is being done.</param>
internal sealed record Plan(int Rounds, bool IsDry, DirectoryInfo Disk, Action<string> Log)
{
    /// <summary>One size for figures, another to see that it works.</summary>
    public T Of<T>(T full, T dry) => IsDry ? dry : full;

    /// <summary>A folder on the disk that is measured, gone when it is disposed of.</summary>
    public WorkFolder Folder() => new(Disk);
}
