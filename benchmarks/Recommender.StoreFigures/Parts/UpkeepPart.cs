using Recommender.Measuring;
using Recommender.Storage.Store;
using Recommender.StoreFigures.Reporting;
using Recommender.StoreFigures.Upkeep;

namespace Recommender.StoreFigures.Parts;

/// <summary>What goes through a whole store: how long a scan, a compaction and its proof take, and how long a writer waits where something begins.</summary>
internal sealed class UpkeepPart : IPart
{
    public string Name => "upkeep";

    public async Task<Findings> MeasureAsync(Plan plan)
    {
        var members = plan.Of(1_000_000, 2_000);
        var idle = plan.Of(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(0.05));
        using var folder = plan.Folder();
        plan.Log($"{members:N0} members");
        using var store = new UpkeepStore(KeyValueStore.Open(new StoreOptions { Folder = folder.Of("store"), MemoryBytes = plan.Of(256L << 20, 2L << 20), ExpectedKeys = members }), members);

        List<double> scans = [], compactions = [], proofs = [], quiet = [], checkpoints = [], snapshots = [];
        for (var round = 0; round < plan.Rounds; round++)
        {
            plan.Log($"round {round + 1}");
            store.Replace();
            scans.Add(members / store.Scan());
            compactions.Add(await store.CompactAsync());
            proofs.Add(store.Prove());
            quiet.Add(await store.LongestWriteAsync(_ => Task.Delay(idle)));
            checkpoints.Add(await store.LongestWriteAsync(static each => each.Checkpoints.TakeAsync()));
            snapshots.Add(await store.LongestWriteAsync(each => Task.Run(() => LogSnapshot.Take(each.Parts))));
        }

        return new Findings(
            [
                Line("scan", scans, "N0", " members/s"),
                Line("compaction", compactions, "F2", " s"),
                Line("of that the proof, alone", proofs, "F2", " s"),
                Line("longest wait of a writer, quiet", quiet, "N0", " µs"),
                Line("longest wait of a writer while a checkpoint is taken", checkpoints, "N0", " µs"),
                Line("longest wait of a writer while a snapshot for a scan is taken", snapshots, "N0", " µs"),
            ],
            [
                $"{members:N0} values of {UpkeepStore.ValueBytes} bytes, a fifth of them replaced at random before each round; files in the page cache.",
                "A compaction finds what lives, moves all of it, proves that nothing of the old part is needed, takes two checkpoints and removes the old part.",
                "The writer replaces a thousand members over and over. A checkpoint begins while nobody writes: writers wait for the index to be copied.",
            ]);
    }

    private static Figure Line(string name, List<double> rounds, string format, string unit) =>
        new() { Name = name, Ours = Spread.Of(rounds).Median.ToString(format) + unit, Measured = Spread.Of(rounds).ToString(format) };
}
