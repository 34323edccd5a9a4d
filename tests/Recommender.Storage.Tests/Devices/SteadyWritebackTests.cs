using Recommender.Storage.Devices;
using Recommender.Storage.Tests.Support;

namespace Recommender.Storage.Tests.Devices;

/// <summary>The disk is never far behind what is written, and only who writes waits for it.</summary>
public sealed class SteadyWritebackTests : IDisposable
{
    private const int Piece = SteadyWriteback.PieceBytes;
    private const int SegmentBytes = 16 << 20;
    private const uint Failed = DeviceFault.InputOutput;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 50)];

    [Theory, MemberData(nameof(Seeds))]
    public void Begins_with_all_but_the_last_piece_and_waits_for_all_but_the_last_begun(int seed)
    {
        var random = new Random(seed);
        using var device = Advised("log");
        var writeback = new SteadyWriteback(device);
        var written = new List<(int Segment, long From, long To)>();
        var (segment, offset) = (0, 0L);
        for (var write = 0; write < 100; write++)
        {
            if (random.Next(10) == 0) (segment, offset) = (random.Next(5), 512L * random.Next(1_000_000));
            var bytes = 512 * random.Next(1, 3 * Piece / 512);
            written.Add((segment, offset, offset + bytes));
            Assert.Equal(0u, writeback.Wrote(segment, offset, bytes));
            offset += bytes;

            var begun = device.Advice.Where(static advice => !advice.Waits).ToList();
            Assert.InRange(written.Sum(static part => part.To - part.From) - begun.Sum(static part => part.Bytes), 0, Piece - 1);
            Assert.Equal(begun.SkipLast(1).Select(Place), device.Advice.Where(static advice => advice.Waits).Select(Place));
        }

        var parts = device.Advice.Where(static advice => !advice.Waits).ToList();
        Assert.All(parts, part => Assert.Contains(Joined(written), whole => whole.Segment == part.Segment && part.Offset >= whole.From && part.Offset + part.Bytes <= whole.To));
        Assert.All(parts, static part => Assert.InRange(part.Bytes, 1, Piece));
    }

    [Fact]
    public void Says_what_the_disk_refused()
    {
        using var device = Advised("log");
        var writeback = new SteadyWriteback(device);
        Assert.Equal(0u, writeback.Wrote(0, 0, Piece));
        device.Await = static () => Failed;

        Assert.Equal(Failed, writeback.Wrote(0, Piece, Piece));
    }

    [Fact]
    public unsafe void While_the_disk_is_behind_pages_are_written_and_read_and_only_the_writing_thread_waits()
    {
        using var caughtUp = new ManualResetEventSlim();
        AdvisedDevice? data = null;
        using var device = new QueuedWrites(ChecksummedDevice.Over(_folder.File("log"), name =>
        {
            var made = Advised(name, initialize: false);
            if (name.EndsWith("log", StringComparison.Ordinal)) data = made;
            return made;
        }));
        device.Initialize(SegmentBytes);
        data!.Await = () => caughtUp.Wait(Patience) ? 0 : Failed;
        var page = new byte[Piece];
        page.AsSpan().Fill(7);
        using var told = new CountdownEvent(2);
        fixed (byte* bytes = page)
        {
            for (var i = 0; i < 2; i++) device.WriteAsync((nint)bytes, 0, (ulong)(i * Piece), Piece, (code, _, _) => Assert.True(code == 0 && told.Signal() is var _), context: null);
            Assert.True(told.Wait(Patience));   // the first is waited for only now

            var read = new byte[Piece];
            for (var i = 0; i < 2; i++) Assert.Equal((0u, (uint)Piece), device.ReadNow(0, i * Piece, read));
            Assert.Equal(page, read);

            caughtUp.Set();
            device.FlushToDisk();
        }

        Assert.Equal([(false, 0L), (false, Piece), (true, 0L)], data.Advice.Select(static advice => (advice.Waits, advice.Offset)));
        Assert.All(data.Advice, static advice => Assert.Equal("writer of log", advice.Thread));
    }

    [Fact]
    public unsafe void A_copied_write_of_which_the_disk_refuses_a_piece_has_failed()
    {
        var inner = Advised("index", initialize: false);
        inner.Await = static () => Failed;
        using var device = new CopiedWrites(inner);
        device.Initialize(-1);
        var told = (Code: 0u, Bytes: 0u);
        using var done = new ManualResetEventSlim();
        fixed (byte* bytes = new byte[3 * Piece])
        {
            device.WriteAsync((nint)bytes, 0, 0, 3 * Piece, (code, count, _) =>
            {
                told = (code, count);
                done.Set();
            }, context: null);
        }

        Assert.True(done.Wait(Patience));
        Assert.Equal((Failed, 0u), told);
    }

    [Fact]
    public void A_file_that_is_there_takes_the_advice_and_one_that_is_gone_needs_none()
    {
        using var device = new MemoryMappedDevice(_folder.File("log"), WriteDurability.OnFlush);
        device.Initialize(SegmentBytes);
        device.WriteNow(0, 0, new byte[Piece]);

        Assert.Equal((0u, 0u), (device.BeginWriteback(0, 0, Piece), device.AwaitWriteback(0, 0, Piece)));
        device.RemoveSegment(0);
        Assert.Equal((0u, 0u), (device.BeginWriteback(0, 0, Piece), device.AwaitWriteback(0, 0, Piece)));
        device.FlushToDisk();
    }

    private AdvisedDevice Advised(string name, bool initialize = true)
    {
        var device = new AdvisedDevice(new MemoryMappedDevice(_folder.File(name), WriteDurability.OnFlush));
        if (initialize) device.Initialize(SegmentBytes);
        return device;
    }

    private static (int, long, long) Place((bool Waits, int Segment, long Offset, long Bytes, string? Thread) advice) => (advice.Segment, advice.Offset, advice.Bytes);

    private static List<(int Segment, long From, long To)> Joined(List<(int Segment, long From, long To)> written)
    {
        var joined = new List<(int Segment, long From, long To)>();
        foreach (var part in written)
        {
            if (joined is [.., var last] && last.Segment == part.Segment && last.To == part.From) joined[^1] = last with { To = part.To };
            else joined.Add(part);
        }

        return joined;
    }
}
