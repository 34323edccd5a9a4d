using System.Globalization;
using Recommender.Storage.Tests.Faults;
using Recommender.Storage.Tests.Support;

namespace Recommender.Storage.Tests.Data;

/// <summary>Everything of a data folder on a disk that fails by plan. RECOMMENDER_FAULT_SEEDS asks for other than the usual number of seeds, RECOMMENDER_FIRST_SEED begins at one.</summary>
public sealed class DataFaultTests
{
    private const int Lives = 3;
    private const int Steps = 150;

    private static int Seeds => int.Parse(Environment.GetEnvironmentVariable("RECOMMENDER_FAULT_SEEDS") ?? "500", CultureInfo.InvariantCulture) / 4;

    private static int First => int.Parse(Environment.GetEnvironmentVariable("RECOMMENDER_FIRST_SEED") ?? "0", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Through_power_cuts_all_that_was_acknowledged_is_there()
    {
        var (ended, acknowledged) = await RunAsync((seed, life) => new FaultPlan((seed * Lives) + life)
        {
            PowerCutAfter = new Random((seed * Lives) + life).Next(1, 900),
        });

        Assert.InRange(ended, Seeds / 2, Seeds * Lives);   // or the power goes too late to be felt
        Assert.True(acknowledged > Seeds * 50, $"{acknowledged} acknowledged");
    }

    [Fact]
    public async Task Through_failed_writes_and_flushes_nothing_is_acknowledged_that_is_not_there()
    {
        var (ended, acknowledged) = await RunAsync(static (seed, life) => new FaultPlan((seed * Lives) + life) { FailedWrites = 0.002, FailedFlushes = 0.002 });

        Assert.InRange(ended, Seeds / 2, Seeds * Lives);
        Assert.True(acknowledged > Seeds * 50, $"{acknowledged} acknowledged");
    }

    private static async Task<(int Ended, int Acknowledged)> RunAsync(Func<int, int, FaultPlan> plan)
    {
        var (ended, acknowledged) = (0, 0);
        for (var seed = First; seed < First + Seeds; seed++)
        {
            using var folder = TemporaryFolder.InMemory();
            var run = new DataFaultRun(folder.Path, seed, life => plan(seed, life));
            await run.RunAsync(Lives, Steps);
            ended += run.Failures.Count;
            acknowledged += run.Acknowledged;
        }

        return (ended, acknowledged);
    }
}
