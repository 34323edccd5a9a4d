using Recommender.Storage.Child;
using Recommender.Storage.Data;
using Recommender.Storage.Store;
using Recommender.Storage.Tests.Faults;

namespace Recommender.Storage.Tests.Data;

/// <summary>
/// A data folder through several lives on disks that fail by plan. Whatever a life ends by, the next one, and in the end a disk without
/// faults, has all that was acknowledged, and of the one change that was under way all or nothing.
/// </summary>
internal sealed class DataFaultRun(string folder, int seed, Func<int, FaultPlan> planOfLife)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DataStoreOptions _options = DataCommand.Options(folder) with { ReplayThreads = 1 };
    private readonly Random _random = new(seed);
    private Dictionary<string, byte[]> _members = [];
    private Dictionary<string, byte[]> _titles = [];
    private int _next;
    private bool _oneIsOpen;

    /// <summary>Why lives ended before their steps were done.</summary>
    public List<Exception> Failures { get; } = [];

    /// <summary>Changes that were acknowledged.</summary>
    public int Acknowledged { get; private set; }

    public async Task RunAsync(int lives, int stepsOfALife)
    {
        for (var life = 0; life < lives; life++)
        {
            var disk = new FaultyDisk(planOfLife(life));
            await Task.Run(() => LiveAsync(disk, stepsOfALife)).WaitAsync(Patience);
            disk.CutPower();
        }

        await using var store = DataStore.Open(_options, new CountingFold());
        AssertFound(store, "in the end");
    }

    private async Task LiveAsync(FaultyDisk disk, int steps)
    {
        try
        {
            await using var store = DataStore.Open(_options, new CountingFold(), progress: null, DataDevices.Over(name => disk.Open(name)));
            AssertFound(store, "in the middle");
            for (var step = 0; step < steps; step++)
            {
                if (_random.Next(25) == 0) await (_random.Next(3) == 0 ? store.CompactAsync() : store.CheckpointAsync());
                _oneIsOpen = true;
                await DataStep.Of(seed, worker: 0, _next).MakeAsync(store);
                DataStep.Of(seed, worker: 0, _next++).Make(_members, _titles);
                _oneIsOpen = false;
                Acknowledged++;
            }
        }
        catch (Exception failure) when (failure is StoreException or IOException)
        {
            Failures.Add(failure);
        }
    }

    private void AssertFound(DataStore store, string when)
    {
        if (store.Difference(worker: 0, _members, _titles) is { } difference)
        {
            Assert.True(_oneIsOpen, Lost(when, difference));
            (_members, _titles) = (new(_members), new(_titles));
            DataStep.Of(seed, worker: 0, _next++).Make(_members, _titles);
            Assert.True(store.Difference(worker: 0, _members, _titles) is null, Lost(when, difference));
        }

        _oneIsOpen = false;
        Assert.Equal((_members.Count, _titles.Count), (store.Members.Count, store.Titles.Count));
    }

    private string Lost(string when, string difference) =>
        $"seed {seed}, {when}: {difference} is not as it was acknowledged; {_next} changes, ended by: {string.Join(" | ", Failures.Select(static failure => failure.Message))}";
}
