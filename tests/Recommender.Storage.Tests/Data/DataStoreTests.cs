using System.Text;
using Recommender.Storage.Data;
using Recommender.Storage.Folders;
using Recommender.Storage.Journaling;
using Recommender.Storage.Members;
using Recommender.Storage.Packing;
using Recommender.Storage.Tests.Members;
using Recommender.Storage.Tests.Support;

namespace Recommender.Storage.Tests.Data;

/// <summary>What a data folder does while it is open: what it takes and refuses, and what it lets go of.</summary>
public sealed class DataStoreTests : IDisposable
{
    private readonly DataStoreFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_is_derived_of_a_portrait_goes_into_the_one_that_it_was_derived_from_alone()
    {
        await using var store = _folder.Open();
        await store.EventAsync("anna", 1);
        var (_, asOf) = ModelAndPosition();
        var tail = store.Position;

        Assert.True(store.TryDeriveMember("anna"u8, asOf, new DerivesModel(7)));
        Assert.Equal((7, asOf), ModelAndPosition());
        Assert.Equal((1, tail), (store.Events("anna"), store.Position));

        await store.EventAsync("anna", 2);
        Assert.False(store.TryDeriveMember("anna"u8, asOf, new DerivesModel(8)));
        Assert.False(store.TryDeriveMember("nobody"u8, 0, new DerivesModel(8)));
        Assert.Null(store.Portrait("nobody"));

        (long Model, long Position) ModelAndPosition()
        {
            var visit = default(ModelVisit);
            Assert.True(store.Members.TryRead("anna"u8, ref visit));
            return (visit.Model, visit.Position);
        }
    }

    private struct ModelVisit : IPortraitVisitor
    {
        public long Model { get; private set; }

        public long Position { get; private set; }

        public void Visit(PortraitReader portrait) => (Model, Position) = (portrait.ModelVersion, portrait.AppliedPosition);
    }

    private sealed class DerivesModel(long version) : IPortraitFold
    {
        public int Fold(ReadOnlySpan<byte> portrait, ReadOnlySpan<byte> change, Span<byte> folded) =>
            PortraitWriter.Write(PortraitReader.Open(portrait).Content with { ModelVersion = version }, folded);
    }

    [Fact]
    public async Task Refuses_what_cannot_be_and_keeps_nothing_of_it()
    {
        await using (var store = _folder.Open())
        {
            var damaged = SamplePortraits.Packed(SamplePortraits.Fixed());
            damaged[50] ^= 1;

            await Assert.ThrowsAsync<InvalidValueException>(() => store.PutMemberAsync("anna", damaged));
            await Assert.ThrowsAsync<InvalidValueException>(() => store.PutTitleAsync("t"u8, new byte[100]).AsTask());
            await Assert.ThrowsAsync<ArgumentException>(() => store.UpdateMemberAsync("anna"u8, new byte[7]).AsTask());
            await Assert.ThrowsAsync<ArgumentException>(() => store.UpdateMemberAsync("anna"u8, new byte[DataStore.MaxChangeBytes + 8]).AsTask());
            await Assert.ThrowsAsync<ArgumentException>(() => store.EventAsync("", 1));
            await Assert.ThrowsAsync<ArgumentException>(() => store.EventAsync(new string('x', 129), 1));
            _folder.Copy("copy");
        }

        await using var again = _folder.Open("copy");
        Assert.Null(again.Portrait("anna"));
        Assert.Equal(0, again.Recovery.Records);
    }

    [Fact]
    public async Task A_folder_has_one_owner()
    {
        await using var store = _folder.Open();

        Assert.Contains($"process {Environment.ProcessId}", Assert.Throws<DataFolderInUseException>(() => _folder.Open()).Message, StringComparison.Ordinal);
        await store.EventAsync("anna", 1);
    }

    [Fact]
    public async Task Lets_go_of_the_journal_that_no_checkpoint_needs()
    {
        await using (var store = _folder.Open())
        {
            for (var round = 0; round < 6; round++)
            {
                await Task.WhenAll(Enumerable.Range(0, 1_000).Select(i => store.PutMemberAsync($"member-{i}", SamplePortraits.Packed(SamplePortraits.Fixed()))));
                await store.CheckpointAsync();
            }
        }

        var bytes = new DirectoryInfo(Path.Combine(_folder.PathOf("data"), "journal")).EnumerateFiles("records.*").Sum(static file => file.Length);
        Assert.InRange(bytes, 1, 3 * 256 << 10);   // of some three megabytes
        await using var again = _folder.Open();
        Assert.NotNull(again.Portrait("member-999"));
    }

    [Fact]
    public async Task Shows_every_member_and_takes_a_deleted_one_off_the_disk()
    {
        var portrait = SamplePortraits.Packed(SamplePortraits.Fixed());
        await using (var store = _folder.Open())
        {
            await Task.WhenAll(Enumerable.Range(0, 500).Select(i => store.PutMemberAsync($"member-{i}", portrait)));
            await store.PutMemberAsync("vanishing-member", portrait);
            await store.CheckpointAsync();
            _folder.Copy("before");
            Assert.NotEmpty(FilesWith("before", "vanishing-member"));   // or the search finds nothing anyway
            await store.DeleteMemberAsync("vanishing-member");
            await store.CompactAsync();
            var seen = new Seen { Ids = [] };

            store.Members.Scan(ref seen);

            Assert.Equal(Enumerable.Range(0, 500).Select(static i => $"member-{i}").Order(), seen.Ids.Order());
            Assert.Equal(500, store.Members.Count);
            _folder.Copy("copy");
        }

        Assert.Empty(FilesWith("copy", "vanishing-member"));   // the journal's neither, though nothing came that would have filled its file
        await using var again = _folder.Open("copy");
        Assert.Equal(0, again.Recovery.Records);
        Assert.Null(again.Portrait("vanishing-member"));
        Assert.Equal(portrait, again.Portrait("member-8"));
    }

    [Fact]
    public async Task Padding_that_a_compaction_left_before_the_process_was_killed_is_no_change()
    {
        await using (var store = _folder.Open()) await store.EventAsync("anna", 1);
        using (var journal = Journal.Open(new JournalOptions { Folder = Path.Combine(_folder.PathOf("data"), "journal") }))
            await journal.FillFileAsync(Change.Padding());

        await using var again = _folder.Open();
        Assert.Equal(0, again.Recovery.Records);
        await again.EventAsync("anna", 2);
        Assert.Equal(2, again.Events("anna"));
    }

    private IReadOnlyList<string> FilesWith(string name, string text) => FileSearch.FilesWith(_folder.PathOf(name), text);

    private struct Seen : IMemberScanner
    {
        public List<string> Ids;

        public readonly bool Visit(ReadOnlySpan<byte> id, PortraitReader portrait)
        {
            Ids.Add(Encoding.UTF8.GetString(id));
            return true;
        }
    }
}
