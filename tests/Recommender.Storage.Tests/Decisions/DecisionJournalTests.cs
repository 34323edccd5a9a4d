using System.Text;
using Recommender.Storage.Decisions;
using Recommender.Storage.Packing;
using Recommender.Storage.Tests.Support;

namespace Recommender.Storage.Tests.Decisions;

public sealed class DecisionJournalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly byte[] _buffer = new byte[DecisionJournal.MaxRecordBytes];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Gives_back_what_was_put_in_across_a_restart_and_from_every_position()
    {
        var (expected, positions) = (new List<string>(), new List<long>());
        using (var journal = Open())
        {
            foreach (var (record, said) in Made(300))
            {
                expected.Add(said);
                positions.Add(journal.Append(record));
            }

            await journal.WaitForDurableAsync(journal.Tail);
        }

        using var again = Open();
        var read = new Records();
        Assert.Equal(again.Tail, again.Replay(0, read));
        Assert.Equal(expected, read.Said);
        foreach (var at in (int[])[0, 7, 150, 299])
        {
            var later = new Records();
            again.Replay(positions[at], later);
            Assert.Equal(expected[(at + 1)..], later.Said);
        }
    }

    [Fact]
    public async Task Another_reads_beside_the_owner_what_was_on_disk_when_it_began()
    {
        using var journal = Open();
        var made = Made(200);
        foreach (var (record, _) in made[..150]) journal.Append(record);
        await journal.WaitForDurableAsync(journal.Tail);
        using var view = DecisionView.Open(_folder.Path);
        foreach (var (record, _) in made[150..]) journal.Append(record);
        await journal.WaitForDurableAsync(journal.Tail);

        var (first, second) = (new Records(), new Records());
        Assert.Equal(0, view.Replay(first));
        using (var later = DecisionView.Open(_folder.Path)) later.Replay(second);

        Assert.Equal(made[..150].Select(static pair => pair.Said), first.Said);
        Assert.Equal(made.Select(static pair => pair.Said), second.Said);
    }

    [Fact]
    public async Task Keeps_no_more_than_it_is_to_and_a_reader_goes_on_behind_what_left()
    {
        const long segment = 1 << 20;
        using var journal = DecisionJournal.Open(new() { Folder = _folder.Path, SegmentBytes = segment, RetainedBytes = 2 * segment });
        var record = new OutcomeRecord(1, 2, 3, OutcomeKind.Watch, 4, 5, 6).Write(_buffer).ToArray();
        while (journal.Tail < 2 * segment) journal.Append(record);
        await journal.WaitForDurableAsync(journal.Tail);
        using var view = DecisionView.Open(_folder.Path);
        while (journal.Tail < 10 * segment)
        {
            journal.Append(record);
            if (journal.Tail % segment < record.Length + 32) await journal.WaitForDurableAsync(journal.Tail);
        }

        var (seen, all) = (new Records(), new Records());
        var lost = view.Replay(seen);
        using (var later = DecisionView.Open(_folder.Path)) later.Replay(all);

        Assert.True(Directory.GetFiles(_folder.Path, "records.*").Sum(static file => new FileInfo(file).Length) <= 4 * segment);
        Assert.Equal(view.End - view.Begin, lost);
        Assert.Empty(seen.Said);
        Assert.InRange(journal.Tail - journal.Begin, 2 * segment - 1, 3 * segment + record.Length + 32);
        Assert.All(all.Said, said => Assert.Equal(all.Said[0], said));
    }

    [Fact]
    public void Bytes_that_are_none_of_its_records_are_refused_where_they_lie()
    {
        foreach (var (record, _) in Made(30))
        {
            for (var length = 0; length < record.Length; length++) Assert.Throws<InvalidValueException>(() => Read(record.AsSpan(0, length)));
            Assert.Equal(DecisionRecordKind.Unknown, DecisionRecords.KindOf([record[0], (byte)(record[1] + 1), .. record[2..]]));
        }
    }

    [Fact]
    public void Where_there_is_no_log_it_says_so()
    {
        Assert.False(DecisionView.IsThere(_folder.Path));
        Assert.Contains(_folder.Path, Assert.Throws<IOException>(() => DecisionView.Open(_folder.Path)).Message, StringComparison.Ordinal);
    }

    private static void Read(ReadOnlySpan<byte> record)
    {
        if (DecisionRecords.KindOf(record) == DecisionRecordKind.Unknown) throw new InvalidValueException("record", 0, "it is none");
        new Records().Visit(record, 0);
    }

    private DecisionJournal Open() => DecisionJournal.Open(new() { Folder = _folder.Path });

    // Records of all kinds with what they are to say, some with nothing in them and some with as much as may be.
    private List<(byte[] Record, string Said)> Made(int count)
    {
        var (random, made) = (new Random(20260101), new List<(byte[], string)>());
        for (var i = 0; i < count; i++)
        {
            var record = (i % 3) switch
            {
                0 => new TitleRecord(i, Bytes(random, 128), random.Next(3), [.. Enumerable.Range(0, 3 + random.Next(60)).Select(_ => Bytes(random, 128))]).Write(_buffer).ToArray(),
                1 => Decision(random),
                _ => new OutcomeRecord(Id(random), (ulong)random.NextInt64(), (ulong)random.NextInt64(), (OutcomeKind)random.Next(1, 6), random.NextInt64(), random.Next(), random.Next()).Write(_buffer).ToArray(),
            };
            var said = new Records();
            said.Visit(record, 0);
            made.Add((record, said.Said[0]));
        }

        return made;
    }

    private byte[] Decision(Random random)
    {
        var writer = new DecisionWriter(_buffer);
        writer.Begin(new DecisionHeader(Id(random), random.NextInt64(), (ulong)random.NextInt64(), 1, 2, 3, (byte)random.Next(24)), Bytes(random, 30), Bytes(random, 64));
        for (var row = 0; row < random.Next(5); row++)
        {
            var titles = random.Next(30);
            writer.Row((byte)random.Next(8), Bytes(random, 200), (byte)row, titles);
            for (var title = 0; title < titles; title++)
            {
                var (images, trailers) = (random.Next(65), random.Next(4));
                float[] chances = [.. Enumerable.Range(0, (images > 1 ? images : 0) + (trailers > 1 ? trailers : 0)).Select(_ => random.NextSingle())];
                writer.Title(new TitleChoice(random.Next(), images == 0 ? -1 : random.Next(images), images, trailers == 0 ? -1 : random.Next(trailers), trailers), chances);
            }
        }

        return writer.Written.ToArray();
    }

    private static UInt128 Id(Random random) => new((ulong)random.NextInt64(), (ulong)random.NextInt64());

    private static byte[] Bytes(Random random, int most) => Encoding.UTF8.GetBytes(new string('x', random.Next(most)));
}
