using System.Globalization;
using Recommender.Storage.Data;

namespace Recommender.Storage.Child;

/// <summary>
/// Changes a data folder until it is killed, several workers at once, with checkpoints and compactions all the while. A line "worker number" says that
/// the step of that number is acknowledged. The arguments give each worker's first number.
/// </summary>
internal static class DataCommand
{
    public static DataStoreOptions Options(string folder) => new()
    {
        Folder = folder,
        MemberMemoryBytes = 2 << 20,   // as little as it goes, so that much is cold
        ExpectedMembers = 256,
        TitleMemoryBytes = 2 << 20,
        ExpectedTitles = 256,
        JournalSegmentBytes = 256 << 10,   // so that files leave all the time
    };

    public static async Task<int> RunAsync(string folder, int seed, string[] firstNumbers)
    {
        await using var store = DataStore.Open(Options(folder), new CountingFold());
        Console.WriteLine("open");
        var workers = firstNumbers.Select((first, worker) => Task.Run(() => WorkAsync(store, seed, worker, int.Parse(first, CultureInfo.InvariantCulture))));
        await await Task.WhenAny(workers.Append(Task.Run(() => KeepUpAsync(store))));
        return 1;   // nobody ends unless something is wrong
    }

    private static async Task WorkAsync(DataStore store, int seed, int worker, int number)
    {
        for (; ; number++)
        {
            await DataStep.Of(seed, worker, number).MakeAsync(store);
            Console.WriteLine($"{worker} {number}");
        }
    }

    private static async Task KeepUpAsync(DataStore store)
    {
        while (true)
        {
            await store.CheckpointAsync();
            await store.CompactAsync();
        }
    }
}
