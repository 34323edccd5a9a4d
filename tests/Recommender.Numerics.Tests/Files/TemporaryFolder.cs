namespace Recommender.Numerics.Tests.Files;

/// <summary>A folder that goes with its test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string FullName { get; } = Directory.CreateTempSubdirectory("recommender-").FullName;

    public string this[string name] => Path.Combine(FullName, name);

    public string[] Names() => [.. Directory.EnumerateFiles(FullName).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(FullName, recursive: true);
}
