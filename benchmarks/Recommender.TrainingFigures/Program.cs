using System.Diagnostics;
using Recommender.Learning.Data;
using Recommender.Learning.Factorization;
using Recommender.TrainingFigures;

// Usage: Recommender.TrainingFigures [interactions in thousands] [dimension] [epochs]
var interactions = 1000 * (args.Length > 0 ? int.Parse(args[0]) : 1000);
var dimension = args.Length > 1 ? int.Parse(args[1]) : 64;
var epochs = args.Length > 2 ? int.Parse(args[2]) : 5;

var made = MadeInteractions.Of(members: interactions / 40, titles: Math.Max(2000, interactions / 100), each: 40);
GC.Collect();
var before = Peak();
var seconds = new List<double>();
using var model = ImplicitFactorization.Train(made, new() { Dimension = dimension, Epochs = epochs }, progress: new Reported(report =>
{
    seconds.Add(report.Elapsed.TotalSeconds);
    Console.WriteLine($"epoch {report.Epoch}: {report.Elapsed.TotalSeconds:F3} s, loss {report.Loss:G7}");
}));

var factors = 4L * dimension * (made.MemberCount + made.TitleCount);
Console.WriteLine($"{Environment.ProcessorCount} processors, .NET {Environment.Version}, {made.Count:N0} interactions of {made.MemberCount:N0} members and {made.TitleCount:N0} titles, {dimension} dimensions");
Console.WriteLine($"an epoch takes {seconds.Order().ElementAt(seconds.Count / 2):F3} s at the median");
Console.WriteLine($"memory: {(Peak() - before) >> 20} MB beside the interactions at the peak; factors {factors >> 20} MB, interactions {16L * made.Count >> 20} MB");

var foldIn = new FoldIn(model);
using var workspace = new FoldInWorkspace(dimension);
var member = new float[dimension];
int[] titles = [.. Enumerable.Range(0, 200).Select(i => i * 7)];
float[] values = [.. titles.Select(_ => 1f)];
var times = new long[200];
var ticks = new List<long>();
for (var round = 0; round < 2000; round++)
{
    var started = Stopwatch.GetTimestamp();
    foldIn.Solve(new MemberHistory(titles, values, times), workspace, member);
    if (round >= 1000) ticks.Add(Stopwatch.GetTimestamp() - started);
}

Console.WriteLine($"a fold-in of 200 titles takes {ticks.Order().ElementAt(500) * 1e6 / Stopwatch.Frequency:F1} µs at the median");

static long Peak()
{
    var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM", StringComparison.Ordinal));
    return 1024 * long.Parse(line["VmHWM:".Length..^"kB".Length]);
}
