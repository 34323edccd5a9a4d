using Recommender.Numerics.Files;
using Recommender.Storage.Journaling;
using Recommender.Storage.Tests.Support;

namespace Recommender.Storage.Tests.Journaling;

/// <summary>Files of a journal that somebody or something has changed.</summary>
public sealed class JournalDamageTests : IDisposable
{
    private readonly TemporaryFolder _folder = TemporaryFolder.InMemory();

    private string Whole => _folder.File("whole");

    private string Changed => _folder.File("changed");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_byte_changed_anywhere_in_the_records_is_refused_with_file_and_offset()
    {
        var written = Write(records: 40, most: 60);
        var end = written[^1].Next;
        var bytes = File.ReadAllBytes(Path.Combine(Whole, "records.0"));
        for (var at = Geometry.First; at < end; at++)
        {
            var damage = (byte)(at % 255 + 1);
            Change("records.0", at, damage, bytes);

            var error = Assert.Throws<InvalidFileException>(() => ReadAll());

            Assert.Equal(Path.Combine(Changed, "records.0"), error.FilePath);
            Assert.InRange(error.Offset, 0, at);
            Assert.Contains($"{error.Offset}", error.Message, StringComparison.Ordinal);
            Assert.True(written.TrueForAll(entry => entry.Next <= error.Offset || entry.Next > at), $"byte {at}: said to be at {error.Offset}");
        }
    }

    [Fact]
    public void A_byte_changed_outside_of_the_records_changes_no_record()
    {
        var written = Write(records: 40, most: 60);
        var bytes = File.ReadAllBytes(Path.Combine(Whole, "records.0"));
        foreach (var at in Enumerable.Range(0, (int)Geometry.First).Concat(Enumerable.Range((int)written[^1].Next, bytes.Length - (int)written[^1].Next)))
        {
            Change("records.0", at, 0xA5, bytes);
            JournalCalls.AssertSame(written, ReadAll());
        }
    }

    [Fact]
    public void A_byte_changed_anywhere_in_the_state_is_found_and_changes_no_record()
    {
        var written = Write(records: 40, most: 60);
        var bytes = File.ReadAllBytes(Path.Combine(Whole, "state.0"));
        foreach (var at in Enumerable.Range(0, bytes.Length).Where(static at => at % JournalState.SlotBytes is var inSlot && (inSlot < 64 || inSlot % 13 == 0)))   // what says something, and of the zeros a part
        {
            Change("state.0", at, (byte)(at % 255 + 1), bytes);
            using var journal = Journal.Open(JournalCalls.Small(Changed));
            JournalCalls.AssertSame(written, journal.Read());
            Assert.StartsWith($"{Path.Combine(Changed, "state.0")}, byte {at / JournalState.SlotBytes * JournalState.SlotBytes}: ", journal.Remark, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Both_copies_of_the_state_damaged_is_refused()
    {
        Write(records: 40, most: 60);
        var bytes = File.ReadAllBytes(Path.Combine(Whole, "state.0"));
        bytes[40] ^= 1;
        Change("state.0", JournalState.SlotBytes + 40, 1, bytes);

        Assert.Equal(Path.Combine(Changed, "state.0"), Assert.Throws<InvalidFileException>(() => ReadAll()).FilePath);
    }

    [Theory, InlineData("state.0"), InlineData("records.0"), InlineData("records.1"), InlineData("records.2")]
    public void A_missing_file_is_refused_by_name(string name)
    {
        Write(records: 1_000, most: 300);
        Copy();
        File.Delete(Path.Combine(Changed, name));

        Assert.Equal(Path.Combine(Changed, name), Assert.Throws<InvalidFileException>(() => ReadAll()).FilePath);
    }

    [Fact]
    public void A_file_cut_short_of_what_was_acknowledged_is_refused()
    {
        var written = Write(records: 40, most: 60);
        Copy();
        using (var file = File.OpenWrite(Path.Combine(Changed, "records.0"))) file.SetLength(written[20].Next);

        Assert.Equal(Path.Combine(Changed, "records.0"), Assert.Throws<InvalidFileException>(() => ReadAll()).FilePath);
    }

    [Fact]
    public void Acknowledged_records_that_read_as_zeros_are_refused_also_at_the_end_of_a_page()
    {
        var written = Write(records: 1_000, most: 300);
        var inFirst = written.FindLastIndex(static entry => entry.Next <= 64 << 10);
        Copy();
        using (var file = File.OpenWrite(Path.Combine(Changed, "records.0")))
        {
            file.Position = written[inFirst - 1].Next;   // the last record of the page: a gap, but too long a one
            file.Write(new byte[(64 << 10) - file.Position]);
        }

        Assert.Equal(written[inFirst - 1].Next, Assert.Throws<InvalidFileException>(() => ReadAll()).Offset);
    }

    [Fact]
    public void A_file_that_a_crash_kept_from_leaving_leaves_on_opening()
    {
        var written = Write(records: 1_000, most: 300);
        Copy();
        using (var journal = Journal.Open(JournalCalls.Small(Changed))) journal.DropBefore(written[^1].Next);
        File.Copy(Path.Combine(Whole, "records.0"), Path.Combine(Changed, "records.0"));

        using (var journal = Journal.Open(JournalCalls.Small(Changed))) Assert.Equal(written[^1].Next, journal.Tail);

        Assert.False(File.Exists(Path.Combine(Changed, "records.0")));
    }

    [Fact]
    public async Task An_unfinished_tail_is_cut_and_said_and_what_comes_later_takes_its_place_for_good()
    {
        var written = Write(records: 40, most: 60);
        Copy();
        await using (var file = File.OpenWrite(Path.Combine(Changed, "records.0")))
        {
            file.Position = written[^1].Next;
            await file.WriteAsync(BitConverter.GetBytes(100));
            await file.WriteAsync(Enumerable.Repeat((byte)0x5A, 3_000).ToArray());
        }

        using (var journal = Journal.Open(JournalCalls.Small(Changed)))
        {
            Assert.StartsWith($"{Path.Combine(Changed, "records.0")}, byte {written[^1].Next}: ", journal.Remark, StringComparison.Ordinal);
            JournalCalls.AssertSame(written, journal.Read());
            written.Add(("later"u8.ToArray(), await journal.AppendAsync("later"u8.ToArray())));
        }

        using var again = Journal.Open(JournalCalls.Small(Changed));
        Assert.Null(again.Remark);
        JournalCalls.AssertSame(written, again.Read());
    }

    [Fact]
    public async Task Whole_records_behind_one_that_was_lost_never_come_back_behind_the_one_that_takes_its_place()
    {
        var options = JournalCalls.Small(Changed) with { CommitInterval = Timeout.InfiniteTimeSpan };
        var record = new byte[96];   // four of them end with a sector, which no write after them touches again
        long end = 0;
        using (var journal = Journal.Open(options))
            for (var i = 0; i < 3; i++) end = journal.Enqueue(record);
        var state = await File.ReadAllBytesAsync(Path.Combine(Changed, "state.0"));
        long lost;
        using (var journal = Journal.Open(options))
        {
            lost = journal.Enqueue(record);
            for (var i = 0; i < 6; i++) journal.Enqueue(record);   // one group, of which a power cut lost the first record and the state
        }

        await File.WriteAllBytesAsync(Path.Combine(Changed, "state.0"), state);
        await using (var file = File.OpenWrite(Path.Combine(Changed, "records.0")))
        {
            file.Position = end;
            await file.WriteAsync(new byte[lost - end]);
        }

        using (var journal = Journal.Open(options))
        {
            Assert.Equal(3, journal.Read().Count);
            Assert.Equal(lost, journal.Enqueue(record));
        }

        using var again = Journal.Open(options);
        Assert.Equal(4, again.Read().Count);
        Assert.Equal(lost, again.Tail);
    }

    private List<(byte[] Record, long Next)> Write(int records, int most)
    {
        using var journal = Journal.Open(JournalCalls.Small(Whole));
        return [.. Enumerable.Range(0, records).Select(i => (JournalCalls.Record(i, most), journal.Enqueue(JournalCalls.Record(i, most))))];
    }

    private void Copy()
    {
        Directory.CreateDirectory(Changed);
        foreach (var file in Directory.GetFiles(Changed)) File.Delete(file);
        foreach (var file in Directory.GetFiles(Whole)) File.Copy(file, Path.Combine(Changed, Path.GetFileName(file)));
    }

    private void Change(string name, long at, byte damage, byte[] bytes)
    {
        Copy();
        var changed = (byte[])bytes.Clone();
        changed[at] ^= damage;
        File.WriteAllBytes(Path.Combine(Changed, name), changed);
    }

    private List<(byte[] Record, long Next)> ReadAll()
    {
        using var journal = Journal.Open(JournalCalls.Small(Changed));
        return journal.Read();
    }
}
