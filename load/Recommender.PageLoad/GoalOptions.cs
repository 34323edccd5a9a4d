using System.CommandLine;
using Recommender.PageLoad.Reporting;

namespace Recommender.PageLoad;

/// <summary>What must be reached, as flags.</summary>
internal static class GoalOptions
{
    private static readonly Option<double?> P50 = new("--most-p50") { Description = "Most milliseconds of half of the pages." };
    private static readonly Option<double?> P99 = new("--most-p99") { Description = "Most milliseconds of 99 of 100 pages." };
    private static readonly Option<double?> P999 = new("--most-p99.9") { Description = "Most milliseconds of 999 of 1,000 pages." };
    private static readonly Option<double?> Processor = new("--most-cpu") { Description = "Most microseconds of the server's processor time a page." };
    private static readonly Option<double?> Allocated = new("--most-allocated") { Description = "Most bytes that the server allocates a page; it must have been started with --serve." };
    private static readonly Option<double?> BusyRatio = new("--most-busy") { Description = "Most times the quiet p99 that the busy p99 may be." };
    private static readonly Option<double?> LeastEvents = new("--least-events") { Description = "Fewest events acknowledged a second." };

    public static Option[] All { get; } = [P50, P99, P999, Processor, Allocated, BusyRatio, LeastEvents];

    public static Goals Read(ParseResult arguments) =>
        new(arguments.GetValue(P50), arguments.GetValue(P99), arguments.GetValue(P999), arguments.GetValue(Processor), arguments.GetValue(BusyRatio), arguments.GetValue(LeastEvents)) { AllocatedBytes = arguments.GetValue(Allocated) };
}
