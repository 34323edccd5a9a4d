using FASTER.core;
using Recommender.Storage.Tests.Support;

namespace Recommender.Storage.Tests.Devices;

/// <summary>A test with a device in a folder of its own.</summary>
public abstract class DeviceCase : IDisposable
{
    protected const int Sector = 512;
    protected const int SegmentBytes = 1 << 16;

    private readonly TemporaryFolder _folder = new();

    internal string Folder => _folder.Path;

    protected LightEpoch Epoch { get; } = new();

    protected string FileName => PathOf("log");

    protected abstract IDevice Create(string fileName, bool deleteOnClose);

    public void Dispose()
    {
        Epoch.Dispose();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    protected string PathOf(string name) => _folder.File(name);

    protected IDevice Open()
    {
        var device = Create(FileName, deleteOnClose: false);
        device.Initialize(SegmentBytes, Epoch);
        return device;
    }

    /// <summary>Before a test looks at files: a device may hold writes back until it is told to flush.</summary>
    protected virtual void Flush(IDevice device) { }

    /// <summary>Whether a file is a segment: a device may keep others beside them.</summary>
    protected virtual bool IsData(string name) => true;

    protected string[] Files() => [.. Directory.GetFiles(Folder).Select(static path => Path.GetFileName(path)).Where(IsData).Order()];

    protected static byte[] Bytes(int seed, int count)
    {
        var bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
