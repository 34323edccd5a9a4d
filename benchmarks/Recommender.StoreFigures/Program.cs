using System.Diagnostics;
using Recommender.Storage.Store;
using Recommender.StoreFigures;

// Reads by percentile, the store on our device and on FASTER's own, in turns. Usage: Recommender.StoreFigures [rounds]; or
// the journal: Recommender.StoreFigures durable [rounds]
if (args is ["durable", .. var rest])
{
    var journalFolder = Directory.CreateTempSubdirectory("store-figures-").FullName;
    await DurablePart.RunAsync(journalFolder, rest.Length > 0 ? int.Parse(rest[0]) : 7);
    Directory.Delete(journalFolder, recursive: true);
    return;
}

var rounds = args.Length > 0 ? int.Parse(args[0]) : 7;
const long MemoryBytes = 48L << 20;
const int Reads = 30_000;
var folder = Directory.CreateTempSubdirectory("store-figures-").FullName;
try
{
    var options = new StoreOptions { Folder = folder, MemoryBytes = MemoryBytes, ExpectedKeys = 200_000 };
    using var ours = new ReadFigures(KeyValueStore.Open(options with { Folder = Path.Combine(folder, "ours") }), MemoryBytes);
    using var stock = new ReadFigures(
        KeyValueStore.Open(options with { Folder = Path.Combine(folder, "stock") }, static name => new StockDevice(name)), MemoryBytes);
    var lines = new List<double[]>();
    for (var round = 0; round <= rounds; round++)
    {
        double[] line =
        [
            .. Percentiles(ours.Hot(Reads)), .. Percentiles(ours.Cold(Reads)), .. Percentiles(stock.Cold(Reads / 3)),
        ];
        if (round > 0) lines.Add(line);   // the first warms up
    }

    Console.WriteLine($"{Environment.ProcessorCount} processors, .NET {Environment.Version}, {rounds} rounds, {MemoryBytes >> 20} MB of memory, 4 times that in the store, 1 KB values");
    Console.WriteLine("| read | median µs | p99 µs | bytes allocated |");
    Console.WriteLine("|---|---|---|---|");
    Console.WriteLine($"| hot | {Median(0):F2} | {Median(1):F2} | {ours.AllocatedByHotRead()} |");
    Console.WriteLine($"| cold | {Median(2):F2} | {Median(3):F2} | {ours.AllocatedByColdRead()} |");
    Console.WriteLine($"| cold, FASTER's own device | {Median(4):F2} | {Median(5):F2} | {stock.AllocatedByColdRead()} |");
    Console.WriteLine($"faster than FASTER's own device: {MedianOf(line => line[4] / line[2]):F1} times at the median, {MedianOf(line => line[5] / line[3]):F1} at p99");

    double Median(int column) => MedianOf(line => line[column]);
    double MedianOf(Func<double[], double> of) => lines.Select(of).Order().ElementAt(lines.Count / 2);
}
finally
{
    Directory.Delete(folder, recursive: true);
}

static double[] Percentiles(long[] ticks)
{
    Array.Sort(ticks);
    return [Micros(ticks[ticks.Length / 2]), Micros(ticks[ticks.Length * 99 / 100])];
}

static double Micros(long ticks) => ticks * 1e6 / Stopwatch.Frequency;
