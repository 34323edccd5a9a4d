namespace Recommender.Cli.Tests;

/// <summary>A folder that goes with its test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string FullName { get; } = Directory.CreateTempSubdirectory("recommender-").FullName;

    public string this[string name] => Path.Combine(FullName, name);

    /// <summary>Writes a text file and names it.</summary>
    public string With(string name, string text)
    {
        File.WriteAllText(this[name], text);
        return this[name];
    }

    /// <summary>All that is in it, folders too.</summary>
    public string[] Names() => [.. Directory.EnumerateFileSystemEntries(FullName).Select(entry => Path.GetFileName(entry)).Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(FullName, recursive: true);
}
