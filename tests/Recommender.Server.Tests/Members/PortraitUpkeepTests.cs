using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Recommender.Server.Members;
using Recommender.Server.Tests.Support;
using Recommender.Storage.Data;
using Recommender.Storage.Members;

namespace Recommender.Server.Tests.Members;

public sealed class PortraitUpkeepTests
{
    private const int Members = 60;

    [Fact]
    public async Task Derives_every_member_anew_when_another_model_is_served()
    {
        using var world = new SmallWorld();
        world.Publish();
        await using var store = world.OpenStore();
        await world.FillAsync(store, count: 100);
        await using var state = await Servings.OpenAsync(world, store);
        for (var member = 0; member < Members; member++) await PutAsync(store, member, IdHash.Of(world.Dataset.Titles[member].Id));
        await using var upkeep = new PortraitUpkeep(store, state.Current, NullLogger<PortraitUpkeep>.Instance);
        upkeep.Start(new StoredMembers(store.Members, upkeep, NullLogger<StoredMembers>.Instance));

        var next = world.Publish(seed: 9);
        await state.Models.PublishAsync(next, CancellationToken.None).Soon();

        var deadline = Patience.Deadline;
        for (var member = 0; member < Members; member++)
        {
            while (Read(store, member).Model != next)
            {
                Assert.True(DateTime.UtcNow < deadline, $"member {member} is of model {Read(store, member).Model}");
                await Task.Delay(10);
            }

            Assert.Equal((SmallWorld.Dimension, 1), (Read(store, member).Dimension, Read(store, member).Titles));
        }
    }

    private static Task PutAsync(DataStore store, int member, ulong title)
    {
        var content = new PortraitContent { History = new HistoryEntry[] { new(title, 1_700_000_000, 1, 0, 0, WatchState.None, 1) } };
        var portrait = new byte[PortraitWriter.BytesOf(content)];
        PortraitWriter.Write(content, portrait);
        return store.PutMemberAsync(IdOf(member), portrait).AsTask();
    }

    private static Seen Read(DataStore store, int member)
    {
        var seen = default(Seen);
        Assert.True(store.Members.TryRead(IdOf(member), ref seen));
        return seen;
    }

    private static byte[] IdOf(int member) => Encoding.UTF8.GetBytes(member.ToString(CultureInfo.InvariantCulture));

    private struct Seen : IPortraitVisitor
    {
        public long Model { get; private set; }

        public int Dimension { get; private set; }

        public int Titles { get; private set; }

        public void Visit(PortraitReader portrait) => (Model, Dimension, Titles) = (portrait.ModelVersion, portrait.Dimension, portrait.History.Length);
    }
}
