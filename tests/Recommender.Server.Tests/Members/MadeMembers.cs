using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Recommender.Ranking.Members;
using Recommender.Server.Generations;
using Recommender.Server.Hosting;
using Recommender.Server.Members;
using Recommender.Server.Tests.Support;
using Recommender.Storage.Data;
using Recommender.Storage.Members;

namespace Recommender.Server.Tests.Members;

/// <summary>A sample world with its stores, in which members are put and read.</summary>
internal sealed class MadeMembers : IAsyncDisposable
{
    public const long Now = 1_767_225_600;

    private readonly TinyWorld _world;
    private readonly ServedData _data;
    private readonly PortraitUpkeep _upkeep;
    private readonly StoredMembers _members;

    private MadeMembers(TinyWorld world, ServedData data)
    {
        (_world, _data) = (world, data);
        _upkeep = new PortraitUpkeep(Store, data.State.Current, NullLogger<PortraitUpkeep>.Instance);
        _members = new StoredMembers(Store.Members, _upkeep, NullLogger<StoredMembers>.Instance);
    }

    public DataStore Store => _data.State.Data;

    public ServedGeneration Served => _data.State.Current.Served;

    public static async Task<MadeMembers> OpenAsync()
    {
        var world = await TinyWorld.CopyAsync();
        return new(world, await ServedData.OpenAsync(world.Options, new StartProgress(TextWriter.Null, terminal: false), NullLogger.Instance, CancellationToken.None));
    }

    /// <summary>The id of a title of the settled part.</summary>
    public string TitleAt(int row) => Encoding.UTF8.GetString(Served.Ranking.Catalog.Settled.Ids[row]);

    /// <summary>Something watched, the sooner the later.</summary>
    public HistoryEntry Watched(int row, int age, float strength = 1) =>
        new(IdHash.Of(TitleAt(row)), (uint)(Now - age), strength, Position: 0, Duration: 0, WatchState.Started | WatchState.Finished, Plays: 1);

    public Task PutAsync(string id, PortraitContent content)
    {
        var portrait = new byte[PortraitWriter.BytesOf(content)];
        PortraitWriter.Write(content, portrait);
        return Store.PutMemberAsync(Encoding.UTF8.GetBytes(id), portrait).AsTask();
    }

    public Task PutAsync(string id, MemberFacts facts) => Store.PutMemberAsync(Encoding.UTF8.GetBytes(id), Paint(facts)).AsTask();

    public byte[] Paint(MemberFacts facts)
    {
        using var painter = new PortraitPainter(Served, TagUsage.Of(Served));
        var portrait = new byte[PortraitLimits.Bytes];
        return portrait[..painter.Paint(facts, portrait)];
    }

    public MemberProfile Read(string id, long time = Now)
    {
        var profile = new MemberProfile();
        ReadInto(profile, Encoding.UTF8.GetBytes(id), time);
        return profile;
    }

    public void ReadInto(MemberProfile profile, ReadOnlySpan<byte> id, long time = Now) => _members.Read(id, Served, time, profile);

    public async ValueTask DisposeAsync()
    {
        await _upkeep.DisposeAsync();
        await _data.DisposeAsync();
        _world.Dispose();
    }
}
