using Recommender.Storage.Store;
using Recommender.StoreFigures.Reads;
using Recommender.StoreFigures.Reporting;

namespace Recommender.StoreFigures.Parts;

/// <summary>Single reads, hot and beyond the memory budget, of the store on mapped files and of the same store on FASTER's own device.</summary>
internal sealed class ReadsPart : IPart
{
    private const double MostMicrosHot = 1;
    private const double LeastRatio = 3;

    public string Name => "reads";

    public Task<Findings> MeasureAsync(Plan plan) => Task.FromResult(Measure(plan));

    private static Findings Measure(Plan plan)
    {
        var memory = plan.Of(48L << 20, 2L << 20);
        var reads = plan.Of(30_000, 500);
        using var folder = plan.Folder();
        var options = new StoreOptions { Folder = folder.Of("ours"), MemoryBytes = memory, ExpectedKeys = 200_000 };
        using var ours = new TimedStore(KeyValueStore.Open(options), memory);
        using var stock = new TimedStore(KeyValueStore.Open(options with { Folder = folder.Of("stock") }, StockDevice.Devices), memory);

        List<Percentiles> hot = [], cold = [], stockCold = [];
        for (var round = 0; round <= plan.Rounds; round++)
        {
            if (round == 1) (hot, cold, stockCold) = ([], [], []);   // the first warms up
            hot.Add(ours.Hot(reads));
            cold.Add(ours.Cold(reads));
            stockCold.Add(stock.Cold(reads / 3));
        }

        var hotMedian = Measuring.Spread.Of(hot.Select(static times => times.P50)).Median;
        var (hotBytes, coldBytes) = (ours.AllocatedByHotRead(), ours.AllocatedByColdRead());
        return new Findings(
            [
                new Figure { Name = "hot read, median", Ours = Percentiles.Show(hotMedian), Asked = "≤ 1 µs", IsReached = hotMedian <= MostMicrosHot },
                new Figure { Name = "hot read, p99", Ours = Percentiles.Show(Measuring.Spread.Of(hot.Select(static times => times.P99)).Median) },
                new Figure { Name = "hot read, bytes allocated", Ours = $"{hotBytes:0.##}", Asked = "0", IsReached = hotBytes == 0 },
                Figure.Faster("cold read, median", Column(cold, static times => times.P50), Column(stockCold, static times => times.P50), Percentiles.Show, LeastRatio),
                Figure.Faster("cold read, p99", Column(cold, static times => times.P99), Column(stockCold, static times => times.P99), Percentiles.Show, LeastRatio),
                new Figure { Name = "cold read, bytes allocated", Ours = $"{coldBytes:0.##}", Other = $"{stock.AllocatedByColdRead():0.##}", Asked = "0", IsReached = coldBytes == 0 },
            ],
            [
                $"A store of {4 * memory >> 20} MB with {memory >> 20} MB of memory, values of {TimedStore.ValueBytes} bytes, files in the page cache, one thread, {reads:N0} reads a round.",
                "Other: the same store on FASTER's own local device, which reads without checksums; ours checks every sector that it reads.",
                "Allocated is what the reading thread allocates.",
            ]);
    }

    private static double[] Column(List<Percentiles> rounds, Func<Percentiles, double> of) => [.. rounds.Select(of)];
}
