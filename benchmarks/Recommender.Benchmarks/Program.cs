using BenchmarkDotNet.Running;
using Grpc.Core;
using Recommender.Benchmarks.Pages;

if (args is ["stages"])
{
    StageShares.Run();
    return 0;
}

// BenchmarkDotNet builds this project once more, which must not bring another gRPC than was asked for.
var isOurs = typeof(ServerCallContext).Assembly.GetName().Name == "Recommender.Grpc";
Environment.SetEnvironmentVariable("UseGrpcPackages", isOurs ? "false" : "true");

// BenchmarkDotNet returns normally when a benchmark did not build or threw, so its reports are asked.
var summaries = BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args).ToArray();
var ran = summaries.Sum(summary => summary.Reports.Length);
var failed = summaries.Any(summary => summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success));
return ran > 0 && !failed ? 0 : 1;
