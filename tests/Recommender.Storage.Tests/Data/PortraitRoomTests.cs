using Recommender.Storage.Child;
using Recommender.Storage.Data;
using Recommender.Storage.Members;
using Recommender.Storage.Tests.Members;
using Recommender.Storage.Tests.Support;

namespace Recommender.Storage.Tests.Data;

/// <summary>What a member costs of the log who acts and looks at pages in turn: what is derived leaves the portrait and comes back.</summary>
public sealed class PortraitRoomTests : IDisposable
{
    private const int Vector = 256;
    private const int Pairs = 1_000;
    private const byte LosesVector = 1;
    private const byte LosesHistory = 2;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory, InlineData(1), InlineData(50), InlineData(200)]
    public async Task A_portrait_in_memory_is_written_in_place_however_often_what_is_derived_leaves_and_comes_back(int titles)
    {
        await using var store = Open("data");
        await store.PutMemberAsync("anna", Portrait(titles));
        await ActAndLookAsync(store, 1);   // the room is made once
        var before = store.MemberLogBytes;

        await ActAndLookAsync(store, Pairs);

        Assert.Equal(before, store.MemberLogBytes);
        Assert.Equal(Vector, Read(store).Dimension);
    }

    [Fact]
    public async Task A_portrait_that_loses_more_than_what_is_derived_gives_the_rest_of_its_room_back()
    {
        await using var store = Open("data");
        var content = new PortraitContent { Embedding = new float[Vector], History = new HistoryEntry[256], Hidden = new TitleMark[1_024], Listed = new TitleMark[512] };
        await store.PutMemberAsync("anna", SamplePortraits.Packed(content));
        var whole = Read(store).Bytes;

        await store.UpdateMemberAsync("anna"u8, new byte[] { LosesHistory });

        Assert.InRange(whole, 24_000, PortraitLimits.Bytes);
        Assert.InRange(Read(store).Bytes, 1, 12_000);
    }

    [Fact]
    public async Task What_has_room_is_replayed_and_checkpointed_like_any_other()
    {
        await using (var store = Open("data"))
        {
            await store.PutMemberAsync("anna", Portrait(titles: 50));
            await ActAndLookAsync(store, 3);
            await store.CheckpointAsync();
            await store.UpdateMemberAsync("anna"u8, new byte[] { LosesVector });
            await store.CompactAsync();
        }

        await using var again = Open("data");
        Assert.Equal((0, 50), (Read(again).Dimension, Read(again).Titles));
    }

    private DataStore Open(string name) => DataStore.Open(DataCommand.Options(_folder.File(name)), new Losing());

    private static async Task ActAndLookAsync(DataStore store, int times)
    {
        for (var i = 0; i < times; i++)
        {
            await store.UpdateMemberAsync("anna"u8, new byte[] { LosesVector });
            Assert.Equal(0, Read(store).Dimension);
            Assert.True(store.TryDeriveMember("anna"u8, Read(store).Position, new Deriving()));
        }
    }

    private static byte[] Portrait(int titles) => SamplePortraits.Packed(
        new PortraitContent { Embedding = new float[Vector], ModelVersion = 1, Communities = new CommunityWeight[8], History = new HistoryEntry[titles] });

    private static Visit Read(DataStore store)
    {
        var visit = default(Visit);
        Assert.True(store.Members.TryRead("anna"u8, ref visit));
        return visit;
    }

    private struct Visit : IPortraitVisitor
    {
        public int Bytes { get; private set; }

        public int Dimension { get; private set; }

        public int Titles { get; private set; }

        public long Position { get; private set; }

        void IPortraitVisitor.Visit(PortraitReader portrait) =>
            (Bytes, Dimension, Titles, Position) = (portrait.Bytes.Length, portrait.Dimension, portrait.History.Length, portrait.AppliedPosition);
    }

    private sealed class Losing : IPortraitFold
    {
        public int Fold(ReadOnlySpan<byte> portrait, ReadOnlySpan<byte> change, Span<byte> folded)
        {
            var content = PortraitReader.OpenChecked(portrait).Content with { Embedding = [], Communities = [], ModelVersion = 0 };
            return PortraitWriter.Write(change[0] == LosesHistory ? content with { History = [], Hidden = [], Listed = [] } : content, folded);
        }
    }

    private sealed class Deriving : IPortraitFold
    {
        public int Fold(ReadOnlySpan<byte> portrait, ReadOnlySpan<byte> change, Span<byte> folded) =>
            PortraitWriter.Write(PortraitReader.OpenChecked(portrait).Content with { Embedding = new float[Vector], Communities = new CommunityWeight[8], ModelVersion = 1 }, folded);
    }
}
