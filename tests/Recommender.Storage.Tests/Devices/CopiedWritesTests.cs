using Recommender.Storage.Devices;
using Recommender.Storage.Tests.Support;

namespace Recommender.Storage.Tests.Devices;

/// <summary>Whoever writes waits for a copy only.</summary>
public sealed class CopiedWritesTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public unsafe void What_is_written_is_what_was_there_when_the_write_was_asked_for()
    {
        using var device = new CopiedWrites(new MemoryMappedDevice(_folder.File("file")));
        device.Initialize(-1);
        using var release = new ManualResetEventSlim();
        using var told = new CountdownEvent(2);
        var sector = new byte[512];
        sector.AsSpan().Fill(1);
        fixed (byte* bytes = sector)
        {
            device.WriteAsync((nint)bytes, 0, 0, 512, (_, _, _) => Tell(() => Assert.True(release.Wait(Patience))), context: null);   // nothing is written while this waits
            device.WriteAsync((nint)bytes, 0, 512, 512, (code, count, _) => Tell(() => Assert.Equal((0u, 512u), (code, count))), context: null);
            sector.AsSpan().Fill(2);
        }

        release.Set();
        var read = new byte[1_024];
        Assert.Equal((0u, 1_024u), device.ReadNow(0, 0, read));
        Assert.Equal(-1, read.AsSpan().IndexOfAnyExcept((byte)1));
        Assert.True(told.Wait(Patience));

        void Tell(Action first)
        {
            first();
            told.Signal();
        }
    }

    [Fact]
    public unsafe void A_write_that_fails_tells_its_callback_why()
    {
        var name = _folder.File("folder/file");
        using var device = new CopiedWrites(new MemoryMappedDevice(name));
        device.Initialize(-1);
        Directory.Delete(_folder.File("folder"));
        using var told = new ManualResetEventSlim();
        var failed = 0u;
        var sector = stackalloc byte[512];

        device.WriteAsync((nint)sector, 0, 0, 512, (code, _, _) =>
        {
            failed = code;
            told.Set();
        }, context: null);

        Assert.True(told.Wait(Patience));
        Assert.Equal(DeviceFault.NoSuchFile, failed);
        Assert.Contains(name, device.LastFault!.ToString(), StringComparison.Ordinal);
    }
}
