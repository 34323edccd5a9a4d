using FASTER.core;
using Recommender.Storage.Devices;
using Recommender.Storage.Tests.Support;

namespace Recommender.Storage.Tests.Devices;

public sealed class MemoryMappedDeviceTests : IDisposable
{
    private const int Sector = 512;
    private const int SegmentBytes = 1 << 16;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public unsafe void Calls_back_on_the_calling_thread_before_it_returns()
    {
        using var device = Open();
        var threads = new List<int>();
        var sector = stackalloc byte[Sector];
        void Callback(uint code, uint bytes, object _) => threads.Add(Environment.CurrentManagedThreadId);

        device.WriteAsync((nint)sector, 0, 0, Sector, Callback, null);
        device.ReadAsync(0, 0, (nint)sector, Sector, Callback, null);
        device.ReadAsync(9, 0, (nint)sector, Sector, Callback, null);   // an error as well
        device.WriteAsync((nint)sector, 0, 1, Sector, Callback, null);

        Assert.Equal(Enumerable.Repeat(Environment.CurrentManagedThreadId, 4), threads);
    }

    [Theory, InlineData(1, Sector), InlineData(0, 100), InlineData(Sector - 1, Sector)]
    public void Refuses_what_is_not_whole_sectors(long offset, int length)
    {
        using var device = Open();
        device.Write(0, 0, new byte[SegmentBytes]);
        var read = Enumerable.Repeat((byte)7, length).ToArray();

        Assert.Equal((DeviceFault.InvalidArgument, 0u), device.Write(0, offset, new byte[length]));
        Assert.Equal((DeviceFault.InvalidArgument, 0u), device.Read(0, offset, read));

        Assert.Equal(new byte[length], read);
        Assert.Contains($"offset {offset}", device.LastFault!.ToString(), StringComparison.Ordinal);
        Assert.Equal((0u, (uint)Sector), device.Write(0, 0, new byte[Sector]));   // the caller's mistake is not the disk's
    }

    [Fact]
    public void Refuses_a_write_past_the_end_of_the_segment()
    {
        using var device = Open();

        Assert.Equal((DeviceFault.InvalidArgument, 0u), device.Write(0, SegmentBytes - Sector, new byte[2 * Sector]));

        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Counts_the_reads_that_gave_nothing()
    {
        using var device = Open();
        device.Write(0, 0, new byte[Sector]);
        device.Read(0, 0, new byte[4 * Sector]);
        Assert.Equal(0, device.FailedReads);

        device.Read(0, Sector, new byte[Sector]);
        Assert.Equal(1, device.FailedReads);
        Assert.Contains($"ends at {Sector}", device.LastFault!.Reason, StringComparison.Ordinal);
        device.Read(7, 0, new byte[Sector]);
        Assert.Equal(2, device.FailedReads);
    }

    [Fact]
    public void A_missing_segment_is_an_error_that_names_the_file_and_clears_the_destination()
    {
        using var device = Open();
        var read = Enumerable.Repeat((byte)7, Sector).ToArray();

        Assert.Equal((DeviceFault.NoSuchFile, 0u), device.Read(3, 2 * Sector, read));

        Assert.Equal(new byte[Sector], read);
        Assert.Equal((_folder.File("log.3"), 2L * Sector), (device.LastFault!.File, device.LastFault.Offset));
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Bytes_past_the_end_of_a_file_read_as_zeros()
    {
        using var device = Open();
        device.Write(0, 0, new byte[Sector]);
        var read = Enumerable.Repeat((byte)7, 3 * Sector).ToArray();

        Assert.Equal((0u, (uint)Sector), device.Read(0, 0, read));
        Assert.Equal(new byte[3 * Sector], read);
    }

    [Fact]
    public void Finds_the_segments_that_an_earlier_process_left()
    {
        foreach (var name in new[] { "log.3", "log.4", "log.10", "log.x", "log.5.bak", "other.1", "log" }) File.WriteAllBytes(_folder.File(name), []);

        using var device = Open();

        Assert.Equal((3, 10), (device.StartSegment, device.EndSegment));
    }

    [Fact]
    public void Reads_and_continues_the_files_of_the_stock_device_and_the_other_way_round()
    {
        byte[] first = [.. Enumerable.Repeat((byte)1, Sector)], second = [.. Enumerable.Repeat((byte)2, Sector)], read = new byte[Sector];
        using (var stock = Stock()) stock.Write(2, Sector, first);
        using (var ours = Open())
        {
            Assert.Equal((0u, (uint)Sector), ours.Read(2, Sector, read));
            Assert.Equal(first, read);
            ours.Write(2, 2 * Sector, second);
        }

        using var again = Stock();
        Assert.Equal((0u, (uint)Sector), again.Read(2, 2 * Sector, read));
        Assert.Equal(second, read);
    }

    [Fact]
    public void Keeps_its_capacity_by_dropping_the_oldest_segments()
    {
        using var device = new MemoryMappedDevice(_folder.File("log"), WriteDurability.OnFlush, capacity: 3 * SegmentBytes);
        device.Initialize(SegmentBytes);

        for (var segment = 0; segment < 8; segment++)
        {
            Assert.Equal((0u, (uint)Sector), device.Write(segment, 0, new byte[Sector]));
            Assert.InRange(Directory.GetFiles(_folder.Path).Length, 1, 3);
        }

        Assert.Equal(["log.5", "log.6", "log.7"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task A_segment_removed_under_its_readers_gives_all_of_the_bytes_or_none()
    {
        using var device = Open();
        var whole = Enumerable.Repeat((byte)5, 8 * Sector).ToArray();
        using var stop = new CancellationTokenSource();

        var reader = Task.Run(() =>
        {
            var read = new byte[whole.Length];
            while (!stop.IsCancellationRequested)
            {
                var (_, bytes) = device.Read(0, 0, read);
                Assert.Equal(whole.AsSpan(0, (int)bytes), read.AsSpan(0, (int)bytes));
            }
        });
        for (var round = 0; round < 2_000; round++)
        {
            device.Write(0, 0, whole);
            device.RemoveSegment(0);
        }

        await stop.CancelAsync();
        await reader.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Theory, InlineData(WriteDurability.OnFlush), InlineData(WriteDurability.BeforeCallback)]
    public void A_full_disk_is_an_error_code_and_room_made_is_used_again(object durability)
    {
        using var disk = new SmallDisk(kilobytes: 256);
        using var device = new MemoryMappedDevice(disk.File("log"), (WriteDurability)durability);
        device.Initialize(SegmentBytes);
        var segment = new byte[SegmentBytes];
        segment.AsSpan().Fill(1);

        var told = Enumerable.Range(0, 6).Select(i => device.Write(i, 0, segment)).ToArray();

        Assert.Equal((0u, (uint)SegmentBytes), told[0]);
        Assert.Equal((DeviceFault.Full, 0u), told[^1]);
        Assert.Contains("log.5", device.LastFault!.File, StringComparison.Ordinal);
        device.FlushToDisk();

        device.RemoveSegment(0);
        device.RemoveSegment(1);
        Assert.Equal((0u, (uint)SegmentBytes), device.Write(6, 0, segment));
        var read = new byte[SegmentBytes];
        Assert.Equal((0u, (uint)SegmentBytes), device.Read(6, 0, read));
        Assert.Equal(segment, read);
    }

    [Fact]
    public void A_read_only_folder_is_refused_at_the_start_by_name()
    {
        using var disk = new SmallDisk(kilobytes: 256);
        disk.MakeReadOnly();

        var error = Assert.Throws<IOException>(() => new MemoryMappedDevice(disk.File("log")));

        Assert.Contains($"folder '{disk.Path}' cannot be written", error.Message, StringComparison.Ordinal);
        Assert.Contains("cannot be created", Assert.Throws<IOException>(() => new MemoryMappedDevice(disk.File("sub/log"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void After_a_disk_turns_read_only_nothing_more_is_written_or_flushed()
    {
        using var disk = new SmallDisk(kilobytes: 256);
        using var device = new MemoryMappedDevice(disk.File("log"), WriteDurability.OnFlush);
        device.Initialize(SegmentBytes);
        disk.MakeReadOnly();

        Assert.Equal((DeviceFault.ReadOnly, 0u), device.Write(0, 0, new byte[Sector]));

        Assert.Contains("log.0", Assert.Throws<IOException>(device.FlushToDisk).Message, StringComparison.Ordinal);
        Assert.Equal((DeviceFault.ReadOnly, 0u), device.Write(1, 0, new byte[Sector]));
    }

    [Theory, InlineData(1000), InlineData(256), InlineData(0)]
    public void Refuses_a_segment_size_that_is_no_power_of_two_from_a_sector_up(long size)
    {
        using var device = new MemoryMappedDevice(_folder.File("log"));

        Assert.Throws<FasterException>(() => device.Initialize(size));
    }

    [Fact]
    public void A_closed_device_answers_with_an_error()
    {
        var device = Open();
        device.Write(0, 0, new byte[Sector]);
        device.Dispose();

        Assert.Equal((DeviceFault.Unknown, 0u), device.Read(0, 0, new byte[Sector]));
        Assert.Equal((DeviceFault.Unknown, 0u), device.Write(0, 0, new byte[Sector]));
    }

    [Fact]
    public unsafe void A_read_allocates_nothing()
    {
        using var device = Open();
        device.Write(0, 0, new byte[4 * Sector]);
        var sector = stackalloc byte[Sector];
        DeviceIOCompletionCallback callback = static (_, _, _) => { };
        device.ReadAsync(0, 0, (nint)sector, Sector, callback, null);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++) device.ReadAsync(0, Sector, (nint)sector, Sector, callback, null);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private MemoryMappedDevice Open()
    {
        var device = new MemoryMappedDevice(_folder.File("log"), WriteDurability.OnFlush);
        device.Initialize(SegmentBytes);
        return device;
    }

    private IDevice Stock()
    {
        var device = FASTER.core.Devices.CreateLogDevice(_folder.File("log"));
        device.Initialize(SegmentBytes);
        return device;
    }
}
