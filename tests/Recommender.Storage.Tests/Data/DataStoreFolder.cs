using System.Diagnostics;
using Recommender.Storage.Child;
using Recommender.Storage.Data;
using Recommender.Storage.Tests.Support;

namespace Recommender.Storage.Tests.Data;

/// <summary>A data folder of a test, and copies of it. Goes with the test.</summary>
internal sealed class DataStoreFolder : IDisposable
{
    private const string Original = "data";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public string PathOf(string name) => _folder.File(name);

    public DataStoreOptions Options(string name) => DataCommand.Options(PathOf(name));

    public DataStore Open(string name = Original) => DataStore.Open(Options(name), new CountingFold());

    /// <summary>The folder's files as they are at this moment, page cache included. By a program that asks for no lock.</summary>
    public void Copy(string name)
    {
        using var copy = Process.Start("cp", ["-r", PathOf(Original), PathOf(name)]);
        copy.WaitForExit();
        Assert.Equal(0, copy.ExitCode);
    }
}
