using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Recommender.Learning.Data;
using Recommender.Server.Catalogs;
using Recommender.Server.Data;
using Recommender.Server.Generations;
using Recommender.Server.Hosting;
using Recommender.Server.Members.Events;
using Recommender.Server.Options;
using Recommender.Server.Tests.Support;
using Recommender.Storage.Data;
using Recommender.Storage.Folders;
using Recommender.Storage.Members;
using Recommender.Storage.Titles;
using Artwork = Recommender.Learning.Data.Artwork;
using StoredTitle = Recommender.Storage.Titles.Title;
using Tag = Recommender.Learning.Data.Tag;
using Title = Recommender.Learning.Data.Title;
using TitleTag = Recommender.Learning.Data.TitleTag;

namespace Recommender.Server.Tests.Data;

public sealed class LiveDataTests : IDisposable
{
    private const int Year2000 = 946_684_800;

    private readonly string _folder = TinyWorld.TemporaryPath();
    private readonly StringWriter _said = new();

    public void Dispose()
    {
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
        _said.Dispose();
    }

    [Fact]
    public async Task A_title_is_stored_as_the_dataset_has_it_and_available_everywhere_and_always()
    {
        Save(Films());

        await using var store = await OpenAsync();

        Assert.Equal(3, store.Titles.Count);
        var title = Read(store, "t1")!;
        Assert.Equal(("Heat", (short)2000, (byte)0), (title.Name, title.Year, title.Maturity));
        Assert.Equal(["genre/Crime 1", "mood/Düster 0.5"], title.Tags.Select(tag => FormattableString.Invariant($"{tag.Tag.Group}/{tag.Tag.Id} {tag.Weight}")));
        Assert.Equal(
            [("a1", ArtworkKind.Poster, "https://example/1"), ("a2", ArtworkKind.Trailer, "https://example/2")],
            title.Artworks.Select(artwork => (artwork.Id, artwork.Kind, artwork.Uri)));
        Assert.Equal("Düster", Assert.Single(title.Artworks[0].Depicts).Id);
        Assert.Equal([new AvailabilityWindow(default, 0, long.MaxValue)], title.Availability);
        Assert.Equal(Year2000 + 10, title.AddedAt);
        Assert.Equal(((short)0, ""), (Read(store, "t2")!.Year, Read(store, "t2")!.Franchise));
    }

    [Fact]
    public async Task A_member_is_stored_with_what_was_done_the_latest_first()
    {
        Save(Films());

        await using var store = await OpenAsync();

        Assert.Equal(2, store.Members.Count);
        Assert.Equal([(IdHash.Of("t2"), Year2000 + 20u, 1f), (IdHash.Of("t1"), Year2000 + 10u, 4.5f)], History(store, "m1"));
        Assert.Equal([], History(store, "m2"));
    }

    [Fact]
    public async Task Of_a_long_history_the_latest_are_stored()
    {
        var titles = Enumerable.Range(0, 400).Select(row => new Title($"t{row}", "", null, [], [])).ToArray();
        Save(new Dataset(
            new IdTable(["m"]), titles, [],
            new Interactions(400, [0, 400], [.. Enumerable.Range(0, 400)], [.. Enumerable.Repeat(1f, 400)], [.. Enumerable.Range(1, 400).Select(second => (long)second)])));

        await using var store = await OpenAsync();

        Assert.Equal(Enumerable.Range(0, PortraitLimits.History).Select(i => (uint)(400 - i)), History(store, "m").Select(entry => entry.Time));
    }

    [Fact]
    public async Task What_was_watched_before_that_is_kept_from_being_shown_again()
    {
        var titles = Enumerable.Range(0, 400).Select(row => new Title($"t{row}", "", null, [], [])).ToArray();
        Save(new Dataset(
            new IdTable(["m"]), titles, [],
            new Interactions(400, [0, 400], [.. Enumerable.Range(0, 400)], [.. Enumerable.Repeat(1f, 400)], [.. Enumerable.Range(1, 400).Select(second => (long)second)])));

        await using var store = await OpenAsync();

        var read = new ReadHistory();
        Assert.True(store.Members.TryRead("m"u8, ref read));
        Assert.Equal(Enumerable.Range(0, 400 - PortraitLimits.History).Select(row => IdHash.Of($"t{row}")).Order(), read.Hidden!.Select(mark => mark.Title).Order());
    }

    [Fact]
    public async Task A_title_that_the_store_cannot_hold_is_left_out_and_named()
    {
        var films = Films();
        Save(new Dataset(films.Members, [films.Titles[0], films.Titles[1], films.Titles[2] with { Name = new string('x', 1_025) }], films.Tags, films.Interactions));

        await using var store = await OpenAsync();

        Assert.Equal(2, store.Titles.Count);
        Assert.Contains("title 't3' is left out: ", _said.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_changed_since_is_not_loaded_over()
    {
        Save(Films());
        await using (var first = await OpenAsync()) await first.DeleteTitleAsync("t2"u8);

        await using var second = await OpenAsync();

        Assert.Null(Read(second, "t2"));
    }

    [Fact]
    public async Task A_loading_that_was_cut_short_begins_anew()
    {
        Save(Films());
        await using (var first = await OpenAsync())
        {
            await first.DeleteTitleAsync("t2"u8);
            (LoadState.Read(Path.Combine(_folder, "live"))! with { Complete = false }).Write(Path.Combine(_folder, "live"));
        }

        await using (var second = await OpenAsync()) Assert.NotNull(Read(second, "t2"));
        Assert.True(LoadState.Read(Path.Combine(_folder, "live"))!.Complete);
    }

    [Fact]
    public async Task A_loading_that_is_stopped_leaves_stores_that_open_and_complete()
    {
        Save(Films());
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => OpenAsync(stop.Token));

        await using var store = await OpenAsync();
        Assert.Equal((3, 2), (store.Titles.Count, store.Members.Count));
    }

    [Fact]
    public async Task Stores_that_were_restored_are_not_loaded_over()
    {
        Save(Films());
        await using (var store = DataStore.Open(new DataStoreOptions { Folder = Path.Combine(_folder, "live"), MemberMemoryBytes = 8 << 20, TitleMemoryBytes = 8 << 20 }, new PortraitFold()))
            await store.PutTitleAsync("theirs"u8, TitleWriter.Write(new StoredTitle { Name = "Theirs" }));

        await using var opened = await OpenAsync();

        Assert.Equal(1, opened.Titles.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Without_a_dataset_it_starts_empty_and_keeps_what_is_put(bool exists)
    {
        if (exists) Directory.CreateDirectory(_folder);
        await using (var first = await OpenAsync())
        {
            Assert.Equal((0, 0), (first.Titles.Count, first.Members.Count));
            await first.PutTitleAsync("t"u8, TitleWriter.Write(new StoredTitle { Name = "T" }));
        }

        await using var second = await OpenAsync();

        Assert.Equal("T", Read(second, "t")!.Name);
    }

    [Fact]
    public async Task A_folder_of_something_else_is_refused_and_stays_as_it_is()
    {
        Directory.CreateDirectory(_folder);
        await File.WriteAllTextAsync(Path.Combine(_folder, "photo.jpg"), "a photo");

        var refused = await Assert.ThrowsAsync<IOException>(() => OpenAsync());

        Assert.Equal($"'{_folder}' is no dataset folder, and not empty; give --data the folder that `recommender import` made, or an empty one to put titles into", refused.Message);
        Assert.Equal(["photo.jpg"], Directory.EnumerateFileSystemEntries(_folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Stores_of_another_server_are_in_use()
    {
        Save(Films());
        await using var store = await OpenAsync();

        await Assert.ThrowsAsync<DataFolderInUseException>(() => OpenAsync());
    }

    [Fact]
    public async Task A_dataset_with_stores_is_not_replaced()
    {
        Save(Films());
        await using (var first = await OpenAsync()) await first.DeleteTitleAsync("t2"u8);

        var refused = Assert.Throws<IOException>(() => DatasetFolder.Save(_folder, Films(), replace: true));

        Assert.Equal($"'{_folder}' holds 'live' beside the dataset, which would be lost with it, so it is not replaced; name another folder", refused.Message);
        await using var second = await OpenAsync();
        Assert.Equal(2, second.Titles.Count);
    }

    // As a start opens it, without a model.
    private async Task<DataStore> OpenAsync(CancellationToken cancellation = default)
    {
        var options = new ServerOptions { MemberMemoryBytes = 8 << 20, TitleMemoryBytes = 8 << 20, ExpectedMembers = 10, ExpectedTitles = 10 };
        var live = await LiveData.OpenAsync(_folder, options, new StartProgress(_said, terminal: false));
        try
        {
            await live.LoadTitlesAsync(cancellation);
            await using var state = await ServingState.OpenAsync(live.Store, models: null, new CatalogOptions(), NullLogger.Instance, progress: null, CancellationToken.None);
            await live.LoadMembersAsync(state.Current.Served, cancellation);
            return live.Store;
        }
        catch
        {
            await live.DisposeAsync();
            throw;
        }
    }

    private void Save(Dataset dataset) => DatasetFolder.Save(_folder, dataset);

    // One member did two things, another nothing; the first title is of 2000.
    private static Dataset Films()
    {
        Tag[] tags = [new("genre", "Crime"), new("mood", "Düster")];
        Title[] titles =
        [
            new("t1", "Heat", 2000, [new TitleTag(0, 1), new TitleTag(1, 0.5f)], [new Artwork("a1", "poster", "https://example/1", [tags[1]]), new Artwork("a2", "trailer", "https://example/2", [])]),
            new("t2", "Fantômas", null, [], []),
            new("t3", "Third", 1913, [], []),
        ];
        return new Dataset(new IdTable(["m1", "m2"]), titles, tags, new Interactions(3, [0, 2, 2], [0, 1], [4.5f, 1], [Year2000 + 10, Year2000 + 20]));
    }

    private static StoredTitle? Read(DataStore store, string id)
    {
        var read = new ReadTitle();
        store.Titles.TryRead(Encoding.UTF8.GetBytes(id), ref read);
        return read.Title;
    }

    private static (ulong Title, uint Time, float Strength)[] History(DataStore store, string id)
    {
        var read = new ReadHistory();
        Assert.True(store.Members.TryRead(Encoding.UTF8.GetBytes(id), ref read));
        return [.. read.History!.Select(entry => (entry.Title, entry.Time, entry.Strength))];
    }

    private struct ReadTitle : ITitleVisitor
    {
        public StoredTitle? Title;

        public void Visit(TitleReader title) => Title = title.ToTitle();
    }

    private struct ReadHistory : IPortraitVisitor
    {
        public HistoryEntry[]? History;
        public TitleMark[]? Hidden;

        public void Visit(PortraitReader portrait) => (History, Hidden) = (portrait.History.ToArray(), portrait.Hidden.ToArray());
    }
}
