using System.Globalization;
using Recommender.Storage.Store;
using Recommender.Storage.Tests.Support;

namespace Recommender.Storage.Tests.Store;

/// <summary>A process under load is killed at random moments. RECOMMENDER_KILL_ROUNDS asks for other than the usual number.</summary>
public sealed class KilledProcessTests : IDisposable
{
    private const int Members = 2_000;

    private readonly TemporaryFolder _folder = new();

    private static int Rounds => int.Parse(Environment.GetEnvironmentVariable("RECOMMENDER_KILL_ROUNDS") ?? "20", CultureInfo.InvariantCulture);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_checkpoint_that_was_reported_is_there_after_a_kill_and_every_value_is_whole()
    {
        var random = new Random(20260101);
        var round = 1;
        var checkpoints = 0;
        for (var kill = 0; kill < Rounds; kill++)
        {
            var reported = await RunAndKill(round, random.Next(1, 6));
            checkpoints += reported.Count;
            round = AssertWhole(atLeast: reported.Count == 0 ? round - 1 : reported[^1]) + 1;
        }

        Assert.True(checkpoints > Rounds, $"{checkpoints} checkpoints in {Rounds} rounds");
    }

    /// <summary>Kills the process some way into the checkpoint or compaction after the last that it may report.</summary>
    private async Task<List<int>> RunAndKill(int firstRound, int reports)
    {
        using var child = ChildProcess.Start("write", _folder.File("store"), $"{firstRound}");
        Assert.Equal("open", await child.LineAsync());
        var reported = new List<int>();
        while (reported.Count < reports)
        {
            var line = (await child.LineAsync()).Split(' ');
            Assert.Contains(line[0], (string[])["checkpoint", "compaction"]);
            reported.Add(int.Parse(line[1], CultureInfo.InvariantCulture));
        }

        await child.KillAsync();
        return reported;
    }

    /// <summary>Checks all members and gives the round that all of them have reached.</summary>
    private int AssertWhole(int atLeast)
    {
        using var store = KeyValueStore.Open(new StoreOptions { Folder = _folder.File("store"), MemoryBytes = 1 << 20, ExpectedKeys = Members, MaxValueBytes = 8 << 10 });
        var rounds = new List<int>();
        for (var member = 0; member < Members; member++)
        {
            if (store.Get(BitConverter.GetBytes(member)) is not { } value) continue;
            var round = BitConverter.ToInt32(value);
            Assert.Equal(1_000 + (round % 100), value.Length);
            Assert.True(value.AsSpan(sizeof(int)).IndexOfAnyExcept((byte)round) < 0, $"member {member} is torn");
            rounds.Add(round);
        }

        Assert.Equal(rounds.Count, store.Count);
        Assert.Equal(rounds.Count, store.All().Count);
        if (atLeast < 1) return rounds.Count < Members ? 0 : rounds.Min();
        Assert.Equal(Members, rounds.Count);
        Assert.True(rounds.Min() >= atLeast, $"round {atLeast} was checkpointed, {rounds.Min()} is found");
        Assert.InRange(rounds.Max() - rounds.Min(), 0, 1);   // written one round after another
        Assert.Equal(rounds.OrderDescending(), rounds);       // and member after member
        return rounds.Min();
    }
}
