using System.Diagnostics;
using System.Globalization;
using Recommender.Storage.Child;
using Recommender.Storage.Data;
using Recommender.Storage.Tests.Support;

namespace Recommender.Storage.Tests.Data;

/// <summary>A process that changes a data folder is killed at random moments. RECOMMENDER_KILL_ROUNDS asks for other than the usual number.</summary>
public sealed class KilledDataTests : IDisposable
{
    private const int Seed = 20260101;
    private const int Workers = 6;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();
    private readonly Worker[] _workers = [.. Enumerable.Range(0, Workers).Select(static number => new Worker(number))];

    private static int Rounds => int.Parse(Environment.GetEnvironmentVariable("RECOMMENDER_KILL_ROUNDS") ?? "20", CultureInfo.InvariantCulture);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_acknowledged_change_is_there_after_a_kill_and_every_value_is_whole()
    {
        var random = new Random(Seed);
        for (var round = 0; round < Rounds; round++)
        {
            var acknowledged = await RunAndKillAsync(random.Next(1, 3_000));
            await using var store = DataStore.Open(DataCommand.Options(_folder.File("data")), new CountingFold());
            Assert.NotNull(store.Recovery.KilledOwner);
            foreach (var worker in _workers) worker.AssertFound(store, acknowledged[worker.Number], round);
            Assert.Equal((_workers.Sum(static worker => worker.Members), _workers.Sum(static worker => worker.Titles)), (store.Members.Count, store.Titles.Count));
        }
    }

    /// <summary>Kills the process at some moment after so many acknowledgements.</summary>
    /// <returns>The last that each worker has acknowledged, or what it began with less one.</returns>
    private async Task<int[]> RunAndKillAsync(int after)
    {
        string[] first = [.. _workers.Select(static worker => $"{worker.Next}")];
        var acknowledged = _workers.Select(static worker => worker.Next - 1).ToArray();
        var start = new ProcessStartInfo(
            Path.Combine(AppContext.BaseDirectory, "Recommender.Storage.Child"), ["data", _folder.File("data"), $"{Seed}", .. first])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var child = Process.Start(start)!;
        try
        {
            Assert.Equal("open", await child.StandardOutput.ReadLineAsync().WaitAsync(Patience));
            for (; after > 0; after--) Acknowledge(acknowledged, await child.StandardOutput.ReadLineAsync().WaitAsync(Patience) ?? throw new InvalidOperationException("the process ended by itself"));
        }
        finally
        {
            child.Kill();   // SIGKILL
        }

        // What it had said by then counts too; a line may have been cut in the middle.
        var rest = await child.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        foreach (var line in rest.Split('\n')[..^1]) Acknowledge(acknowledged, line);
        await child.WaitForExitAsync().WaitAsync(Patience);
        return acknowledged;
    }

    private static void Acknowledge(int[] acknowledged, string line)
    {
        var words = line.Split(' ');
        var (worker, number) = (int.Parse(words[0], CultureInfo.InvariantCulture), int.Parse(words[1], CultureInfo.InvariantCulture));
        Assert.Equal(acknowledged[worker] + 1, number);
        acknowledged[worker] = number;
    }

    /// <summary>One worker's steps, made in dictionaries.</summary>
    private sealed class Worker(int number)
    {
        private readonly Dictionary<string, byte[]> _members = [];
        private readonly Dictionary<string, byte[]> _titles = [];

        public int Number => number;

        public int Members => _members.Count;

        public int Titles => _titles.Count;

        /// <summary>The first step that is not known to be there.</summary>
        public int Next { get; private set; }

        /// <summary>Checks for all that was acknowledged, and perhaps the one step that was under way.</summary>
        public void AssertFound(DataStore store, int lastAcknowledged, int round)
        {
            while (Next <= lastAcknowledged) Make();
            if (store.Difference(number, _members, _titles) is not { } difference) return;
            Make();
            Assert.True(
                store.Difference(number, _members, _titles) is null,
                $"round {round}: {difference} of worker {number} is not as it was acknowledged at step {lastAcknowledged}, nor as after the step {DataStep.Of(Seed, number, Next - 1).Kind} that followed");
        }

        private void Make() => DataStep.Of(Seed, number, Next++).Make(_members, _titles);
    }
}
