using FASTER.core;
using Recommender.Storage.Devices;
using Recommender.Storage.Tests.Faults;
using Recommender.Storage.Tests.Support;

namespace Recommender.Storage.Tests.Devices;

public sealed class ChecksummedDeviceTests : IDisposable
{
    private const int Sector = 512;
    private const int SegmentBytes = 1 << 17;
    private const int Sectors = 40;
    private const int Tail = (30 * Sector) + 100;   // within a sector

    private readonly TemporaryFolder _folder = new();
    private readonly LightEpoch _epoch = new();

    public void Dispose()
    {
        _epoch.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_flipped_bit_anywhere_is_a_failed_read_that_names_file_and_offset()
    {
        var random = new Random(20260101);
        using (var device = Open()) device.WriteNow(1, 0, Bytes(1, SegmentBytes));
        var path = _folder.File("log.1");
        for (var round = 0; round < 200; round++)
        {
            var at = random.Next(SegmentBytes);
            Flip(path, at, bit: random.Next(8));
            using (var device = Open())
            {
                var read = Enumerable.Repeat((byte)7, SegmentBytes).ToArray();
                Assert.Equal((DeviceFault.InputOutput, 0u), device.Read(1, 0, read));
                Assert.Equal(new byte[SegmentBytes], read);
                Assert.Equal((path, (long)at / Sector * Sector), (device.LastFault!.File, device.LastFault.Offset));
                Assert.Equal(1, device.FailedReads);
                if (at >= Sector) Assert.Equal(0u, device.ReadNow(1, 0, read.AsSpan(0, at / Sector * Sector)).Code);   // the others are as good as before
            }

            File.WriteAllBytes(path, Bytes(1, SegmentBytes));
        }
    }

    [Fact]
    public void A_flipped_bit_of_a_sum_is_an_error_too()
    {
        using (var device = Open()) device.WriteNow(0, 0, Bytes(1, Sectors * Sector));
        Flip(_folder.File("log.sums.0"), at: 4 * 17, bit: 3);

        using var again = Open();
        Assert.Equal(DeviceFault.InputOutput, again.ReadNow(0, 0, new byte[Sectors * Sector]).Code);
        Assert.Equal(17 * Sector, again.LastFault!.Offset);
        Assert.Equal(0u, again.ReadNow(0, 18 * Sector, new byte[Sector]).Code);
    }

    /// <summary>Whatever is flushed after it would drop what was saved of the sectors before.</summary>
    [Fact]
    public void A_removal_that_fails_half_way_is_the_last_that_is_flushed_and_is_made_good_when_opened_again()
    {
        var written = Bytes(1, 4 * Sector);
        var disk = new FaultyDisk(new FaultPlan(Seed: 1) { FailedWrites = 1 }) { FaultsAreOn = false };
        var log = _folder.File("log");
        byte[] tailBytes;
        using (var device = Opened(new ChecksummedDevice(OnFlush(log), disk.Open(log + ".sums"), OnFlush(log + ".undo"))))
        {
            device.WriteNow(0, 0, written);
            device.FlushToDisk();
            tailBytes = device.Keep(0, written.Length - 12);
            disk.FaultsAreOn = true;
            Assert.Contains("log.sums.0", Assert.Throws<IOException>(() => device.RemoveBefore(Sector + 100)).Message, StringComparison.Ordinal);
            disk.FaultsAreOn = false;
            Assert.Contains("log.sums.0", Assert.Throws<IOException>(device.FlushToDisk).Message, StringComparison.Ordinal);
            disk.CutPower();
        }

        using var again = Open();
        again.Restore(written.Length - 12, tailBytes);
        again.RemoveBefore(Sector + 100);
        var read = new byte[3 * Sector];
        Assert.Equal((0u, 3u * Sector), again.ReadNow(0, 0, read));
        Assert.Equal(-1, read.AsSpan(0, Sector + 100).IndexOfAnyExcept((byte)0));
        Assert.Equal(written[(Sector + 100)..(3 * Sector)], read[(Sector + 100)..]);
    }

    [Fact]
    public void A_write_that_fails_its_sums_names_the_file_of_the_sums()
    {
        using var device = Open();
        device.WriteNow(0, 0, new byte[Sector]);
        Directory.CreateDirectory(_folder.File("log.sums.1"));   // in the way

        Assert.NotEqual(0u, device.WriteNow(1, 0, new byte[Sector]).Code);
        Assert.Equal(_folder.File("log.sums.1"), device.LastFault!.File);
    }

    [Fact]
    public void Takes_less_than_a_hundredth_of_the_log()
    {
        using (var device = Open())
        {
            for (var segment = 0; segment < 4; segment++) device.WriteNow(segment, 0, Bytes(segment, SegmentBytes));
        }

        var sums = Directory.GetFiles(_folder.Path, "log.sums.*").Sum(static path => new FileInfo(path).Length);
        Assert.InRange(sums, 1, 4 * SegmentBytes / 100);
    }

    /// <summary>FASTER marks records while their page is on its way to the disk.</summary>
    [Fact]
    public async Task Bytes_that_change_while_they_are_written_agree_with_their_sums()
    {
        using var device = Open();
        var page = Bytes(1, SegmentBytes);
        using var stop = new CancellationTokenSource();
        var changer = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                for (var i = 0; i < page.Length; i += 64) page[i]++;
            }
        });

        for (var round = 0; round < 300; round++)
        {
            Assert.Equal(0u, device.WriteNow(0, 0, page).Code);
            Assert.Equal((0u, (uint)SegmentBytes), device.ReadNow(0, 0, new byte[SegmentBytes]));
        }

        await stop.CancelAsync();
        await changer;
    }

    [Fact]
    public async Task A_reader_of_sectors_that_are_being_written_meets_no_false_alarm()
    {
        using var device = Open();
        device.WriteNow(0, 0, new byte[64 * Sector]);
        using var stop = new CancellationTokenSource();
        var reader = Task.Run(() =>
        {
            var read = new byte[64 * Sector];
            while (!stop.IsCancellationRequested) Assert.Equal(0u, device.ReadNow(0, 0, read).Code);
        });

        for (var round = 0; round < 5_000; round++) device.WriteNow(0, round % 60 * Sector, Bytes(round, 4 * Sector));
        await stop.CancelAsync();
        await reader;
    }

    [Fact]
    public void Restoring_takes_away_what_was_written_since_and_keeps_the_tails_sector()
    {
        var kept = Bytes(1, Sectors * Sector);
        byte[] tailBytes;
        using (var device = Open())
        {
            device.WriteNow(0, 0, kept);
            device.FlushToDisk();
            tailBytes = device.Keep(64, Tail);
            device.WriteNow(0, 30 * Sector, Bytes(2, 10 * Sector));
            device.WriteNow(1, 0, Bytes(3, Sector));
        }

        using var again = Open();
        again.Restore(Tail, tailBytes);

        var read = new byte[Sectors * Sector];
        Assert.Equal((0u, 31u * Sector), again.ReadNow(0, 0, read));
        Assert.Equal(kept[..Tail], read[..Tail]);
        Assert.Equal(-1, read.AsSpan(Tail).IndexOfAnyExcept((byte)0));
        Assert.False(File.Exists(_folder.File("log.1")));
    }

    /// <summary>Recovery rewrites sectors that the checkpoint needs; the power goes at any operation, and recovery begins again.</summary>
    [Fact]
    public void Sectors_rewritten_before_the_tail_are_restored_after_a_power_cut_at_any_moment()
    {
        var kept = Bytes(1, Sectors * Sector);
        for (var seed = 0; seed < 300; seed++)
        {
            using var folder = TemporaryFolder.InMemory();
            var disk = new FaultyDisk(new FaultPlan(seed) { PowerCutAfter = 30 + (seed % 60) });
            byte[] tailBytes;
            using (var device = Open(folder, disk))
            {
                disk.FaultsAreOn = false;
                device.WriteNow(0, 0, kept);
                device.FlushToDisk();
                tailBytes = device.Keep(64, Tail);
                disk.FaultsAreOn = true;
                Rewrite(device, seed);
                disk.CutPower();
            }

            var after = new FaultyDisk(new FaultPlan(seed) { PowerCutAfter = seed % 3 == 0 ? 8 : -1 });   // and once more, while it is restored
            using (var device = Open(folder, after)) Record.Exception(() => device.Restore(Tail, tailBytes));
            after.CutPower();

            using var again = Open(folder, new FaultyDisk(new FaultPlan(seed)));
            again.Restore(Tail, tailBytes);
            var read = new byte[31 * Sector];
            Assert.True(again.ReadNow(0, 0, read) == (0u, 31u * Sector), $"seed {seed}: {again.LastFault}");
            Assert.True(read.AsSpan(0, Tail).SequenceEqual(kept.AsSpan(0, Tail)), $"seed {seed}: other bytes before the tail");
        }
    }

    private static void Rewrite(ChecksummedDevice device, int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 20; i++)
        {
            var (first, count) = (random.Next(30), random.Next(1, 10));
            if (device.WriteNow(0, first * Sector, Bytes(random.Next(), count * Sector)).Code != 0) return;
        }
    }

    private static void Flip(string path, int at, int bit)
    {
        using var file = File.OpenHandle(path, access: FileAccess.ReadWrite);
        Span<byte> flipped = stackalloc byte[1];
        RandomAccess.Read(file, flipped, at);
        flipped[0] ^= (byte)(1 << bit);
        RandomAccess.Write(file, flipped, at);
    }

    private static byte[] Bytes(int seed, int count)
    {
        var bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private ChecksummedDevice Open() => Opened(ChecksummedDevice.Over(_folder.File("log"), static name => new MemoryMappedDevice(name, WriteDurability.OnFlush)));

    private static MemoryMappedDevice OnFlush(string name) => new(name, WriteDurability.OnFlush);

    private ChecksummedDevice Open(TemporaryFolder folder, FaultyDisk disk) => Opened(ChecksummedDevice.Over(folder.File("log"), name => disk.Open(name)));

    private ChecksummedDevice Opened(ChecksummedDevice device)
    {
        device.Initialize(SegmentBytes, _epoch);
        return device;
    }
}
