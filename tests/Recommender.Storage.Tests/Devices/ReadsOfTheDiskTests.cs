using System.Diagnostics;
using System.Globalization;
using Recommender.Storage.Devices;
using Recommender.Storage.Tests.Support;

namespace Recommender.Storage.Tests.Devices;

/// <summary>
/// A thread that waits for the disk within a mapping holds up every other thread at the next garbage collection. Shown by the page
/// faults that needed the disk, which the system counts for each thread; where files lie in memory there are none anyway.
/// </summary>
public sealed class ReadsOfTheDiskTests : IDisposable
{
    private const int Sector = 512;
    private const int SegmentBytes = 8 << 20;
    private const int FaultsAt = 9;   // of the fields after the thread's name

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public void What_is_not_in_memory_is_read_without_a_page_fault_and_is_what_was_written(int seed)
    {
        var random = new Random(seed);
        var written = new byte[SegmentBytes];
        random.NextBytes(written);
        using (var device = Open())
        {
            device.WriteNow(0, 0, written);
            device.FlushToDisk();
        }

        Forget(_folder.File("log.0"));
        using var again = Open();
        var read = new byte[64 * Sector];
        Read(again, written, read, 0);   // what the runtime itself loads from the disk by then
        var before = Faults();

        for (var i = 0; i < 200; i++) Read(again, written, read, random.Next((SegmentBytes - read.Length) / Sector) * Sector);

        Assert.Equal(before, Faults());
    }

    private static void Read(MemoryMappedDevice device, byte[] written, byte[] read, int offset)
    {
        Assert.Equal((0u, (uint)read.Length), device.ReadNow(0, offset, read));
        Assert.True(read.AsSpan().SequenceEqual(written.AsSpan(offset, read.Length)), $"other bytes at {offset}");
    }

    private static long Faults()
    {
        var text = File.ReadAllText("/proc/thread-self/stat");
        return long.Parse(text[(text.LastIndexOf(')') + 2)..].Split(' ')[FaultsAt], CultureInfo.InvariantCulture);
    }

    private static void Forget(string path)
    {
        using var dd = Process.Start("dd", [$"of={path}", "oflag=nocache", "conv=notrunc,fdatasync", "count=0", "status=none"]);
        dd.WaitForExit();
        Assert.Equal(0, dd.ExitCode);
    }

    private MemoryMappedDevice Open()
    {
        var device = new MemoryMappedDevice(_folder.File("log"), WriteDurability.OnFlush);
        device.Initialize(SegmentBytes);
        return device;
    }
}
