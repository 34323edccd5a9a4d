using System.Collections.Concurrent;
using FASTER.core;

namespace Recommender.Storage.Tests.Devices;

/// <summary>What FASTER relies on, whichever device is under it.</summary>
public abstract class DeviceContract : DeviceCase
{
    [Theory, InlineData(1), InlineData(2), InlineData(7), InlineData(128)]
    public void Reads_back_what_was_written_at_every_sector(int sectors)
    {
        using var device = Open();
        var written = Bytes(seed: sectors, sectors * Sector);
        var read = new byte[written.Length];

        for (var offset = 0; offset + written.Length <= SegmentBytes; offset += Sector)
        {
            Assert.Equal((0u, (uint)written.Length), device.Write(1, offset, written));
            Assert.Equal((0u, (uint)read.Length), device.Read(1, offset, read));
            Assert.Equal(written, read);
            read.AsSpan().Clear();
        }
    }

    [Fact]
    public void Holds_what_a_plain_array_holds_after_any_writes()
    {
        using var device = Open();
        var model = new byte[3 * SegmentBytes];
        foreach (var segment in Enumerable.Range(0, 3)) device.Write(segment, 0, new byte[SegmentBytes]);
        var random = new Random(20260101);

        for (var round = 0; round < 1_000; round++)
        {
            var (segment, offset, length) = RandomRange(random);
            var inModel = model.AsSpan((segment * SegmentBytes) + offset, length);
            if (random.Next(2) == 0)
            {
                random.NextBytes(inModel);
                Assert.Equal((0u, (uint)length), device.Write(segment, offset, inModel));
            }
            else
            {
                var read = new byte[length];
                Assert.Equal((0u, (uint)length), device.Read(segment, offset, read));
                Assert.True(inModel.SequenceEqual(read), $"round {round}: segment {segment}, {length} bytes at {offset}");
            }
        }
    }

    [Fact]
    public void An_address_names_its_segment_and_the_offset_in_it()
    {
        using var device = Open();
        var first = Bytes(1, Sector);
        var second = Bytes(2, Sector);
        var read = new byte[Sector];

        device.WriteAt(SegmentBytes - Sector, first);
        device.WriteAt(SegmentBytes, second);

        device.Read(0, SegmentBytes - Sector, read);
        Assert.Equal(first, read);
        device.Read(1, 0, read);
        Assert.Equal(second, read);
        device.ReadAt(SegmentBytes, read);
        Assert.Equal(second, read);
    }

    [Fact]
    public void Concurrent_writers_and_readers_of_their_own_sectors_do_not_disturb_each_other()
    {
        using var device = Open();
        device.Write(0, 0, new byte[SegmentBytes]);

        // Threads of their own: those of the pool are what FASTER's device calls back on, and these wait for that.
        var failures = new ConcurrentQueue<Exception>();
        var workers = Enumerable.Range(0, 8).Select(worker => new Thread(() => Work(device, worker, failures))).ToArray();
        foreach (var thread in workers) thread.Start();
        foreach (var thread in workers) thread.Join();

        Assert.Empty(failures);
    }

    private static void Work(IDevice device, int worker, ConcurrentQueue<Exception> failures)
    {
        try
        {
            var read = new byte[2 * Sector];
            for (var round = 0; round < 100; round++)
            {
                var written = Bytes((worker * 1_000) + round, 2 * Sector);
                device.Write(round % 3, worker * 2 * Sector, written);
                device.Read(round % 3, worker * 2 * Sector, read);
                Assert.Equal(written, read);
            }
        }
        catch (Exception failure)
        {
            failures.Enqueue(failure);
        }
    }

    [Fact]
    public void A_read_past_the_end_gets_the_bytes_that_there_are()
    {
        using var device = Open();
        var written = Bytes(3, 3 * Sector);
        device.Write(0, 0, written);
        var read = new byte[4 * Sector];

        Assert.Equal((0u, 2u * Sector), device.Read(0, Sector, read));
        Assert.Equal(written[Sector..], read[..(2 * Sector)]);
        Assert.Equal(0u, device.Read(0, 8 * Sector, read).Bytes);
    }

    [Fact]
    public void A_read_past_the_end_of_a_segment_gets_no_byte_of_the_next()
    {
        using var device = Open();
        var last = Bytes(4, Sector);
        device.Write(0, SegmentBytes - Sector, last);
        device.Write(1, 0, Bytes(5, Sector));
        var read = new byte[3 * Sector];

        Assert.Equal((0u, (uint)Sector), device.ReadAt(SegmentBytes - Sector, read));
        Assert.Equal(last, read[..Sector]);
    }

    [Fact]
    public void A_callback_may_read_on_a_long_way()
    {
        using var device = Open();
        device.Write(0, 0, Bytes(6, SegmentBytes));

        using var chain = new ReadChain(device, Sector);

        Assert.Equal(20_000, chain.Walk(20_000));
    }

    [Fact]
    public void A_segment_that_nobody_wrote_has_no_bytes()
    {
        using var device = Open();

        Assert.Equal(0u, device.Read(5, 0, new byte[Sector]).Bytes);
    }

    [Fact]
    public void Truncation_removes_the_segments_before_the_address_and_no_other()
    {
        using var device = Open();
        for (var segment = 0; segment < 4; segment++) device.Write(segment, 0, Bytes(segment, Sector));
        Flush(device);

        device.TruncateUntilAddress((2 * SegmentBytes) + Sector);   // within segment 2, which stays

        Assert.Equal(2, device.StartSegment);
        Assert.Equal(["log.2", "log.3"], Files());
        var read = new byte[Sector];
        Assert.Equal((0u, (uint)Sector), device.Read(2, 0, read));
        Assert.Equal(Bytes(2, Sector), read);
    }

    [Fact]
    public void Truncation_calls_back_once_when_the_files_are_gone()
    {
        using var device = Open();
        for (var segment = 0; segment < 4; segment++) device.Write(segment, 0, Bytes(segment, Sector));
        Flush(device);
        var calls = 0;

        device.TruncateUntilAddressAsync(3 * SegmentBytes, _ => { Assert.Equal(["log.3"], Files()); calls++; }, null);
        device.TruncateUntilAddressAsync(2 * SegmentBytes, _ => calls++, null);   // behind the start already

        Assert.Equal(2, calls);
        Assert.Equal(3, device.StartSegment);
    }

    [Fact]
    public void A_removed_segment_is_gone_and_can_be_written_anew()
    {
        using var device = Open();
        device.Write(0, 0, Bytes(1, 4 * Sector));
        device.Write(1, 0, Bytes(2, Sector));
        Flush(device);

        device.RemoveSegment(0);
        Assert.Equal(["log.1"], Files());

        device.Write(0, 0, Bytes(3, Sector));
        var read = new byte[4 * Sector];
        Assert.Equal((0u, (uint)Sector), device.Read(0, 0, read));
        Assert.Equal(Bytes(3, Sector), read[..Sector]);
    }

    [Fact]
    public void Removing_a_segment_calls_back_whether_it_exists_or_not()
    {
        using var device = Open();
        device.Write(0, 0, Bytes(1, Sector));
        var calls = 0;

        device.RemoveSegmentAsync(0, _ => calls++, null);
        device.RemoveSegmentAsync(0, _ => calls++, null);

        Assert.Equal(2, calls);
    }

    [Fact]
    public void A_device_opened_again_has_what_was_written_before()
    {
        using (var device = Open())
        {
            for (var segment = 0; segment < 3; segment++) device.Write(segment, Sector, Bytes(segment, SegmentBytes / 2));
            Flush(device);
        }

        using var again = Open();
        var read = new byte[SegmentBytes / 2];
        for (var segment = 0; segment < 3; segment++)
        {
            Assert.Equal((0u, (uint)read.Length), again.Read(segment, Sector, read));
            Assert.Equal(Bytes(segment, SegmentBytes / 2), read);
        }
    }

    [Fact]
    public void A_reset_device_goes_on_with_its_files()
    {
        using var device = Open();
        device.Write(0, 0, Bytes(1, Sector));
        Flush(device);
        device.Reset();
        var read = new byte[Sector];

        Assert.Equal((0u, (uint)Sector), device.Read(0, 0, read));
        Assert.Equal(Bytes(1, Sector), read);
        Assert.Equal((0u, (uint)Sector), device.Write(0, Sector, read));
    }

    [Fact]
    public void The_file_size_is_that_of_the_segment_or_of_what_was_written_where_there_are_no_segments()
    {
        using (var device = Open()) Assert.Equal(SegmentBytes, device.GetFileSize(0));

        using var single = Create(PathOf("single"), deleteOnClose: false);
        single.Initialize(-1, Epoch, omitSegmentIdFromFilename: true);
        Assert.Equal(0, single.GetFileSize(0));
        single.WriteAt(5 * SegmentBytes, Bytes(1, Sector));
        Assert.Equal((5 * SegmentBytes) + Sector, single.GetFileSize(0));
        Flush(single);
        Assert.Contains("single", Files());
    }

    [Fact]
    public void A_device_without_segments_takes_addresses_of_any_size()
    {
        using var single = Create(FileName, deleteOnClose: false);
        var far = (1L << 31) - Sector;   // the last sector below one boundary of a mapping and the first beyond it
        var written = Bytes(9, 2 * Sector);
        var read = new byte[2 * Sector];

        Assert.Equal((0u, (uint)written.Length), single.WriteAt(far, written));
        Assert.Equal((0u, (uint)read.Length), single.ReadAt(far, read));
        Assert.Equal(written, read);
    }

    [Fact]
    public void Files_are_deleted_on_close_where_asked_for()
    {
        using (var device = Create(FileName, deleteOnClose: true))
        {
            device.Initialize(SegmentBytes, Epoch);
            for (var segment = 0; segment < 3; segment++) device.Write(segment, 0, Bytes(segment, Sector));
            Flush(device);
            Assert.Equal(["log.0", "log.1", "log.2"], Files());
        }

        Assert.Empty(Files());
    }

    private static (int Segment, int Offset, int Length) RandomRange(Random random)
    {
        var first = random.Next(SegmentBytes / Sector);
        var sectors = random.Next(1, Math.Min(16, (SegmentBytes / Sector) - first) + 1);
        return (random.Next(3), first * Sector, sectors * Sector);
    }
}
