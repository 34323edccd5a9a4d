using System.Diagnostics;
using Recommender.PageLoad.Driving;

namespace Recommender.PageLoad.Tests;

[Collection(Timed.Name)]
public sealed class ProcessorTimeTests
{
    [Fact]
    public void Agrees_with_what_the_framework_says_of_this_process()
    {
        var until = Stopwatch.StartNew();
        var before = (Ours: ProcessorTime.Of(Environment.ProcessId), Theirs: Environment.CpuUsage.TotalTime.TotalSeconds);
        while (until.ElapsedMilliseconds < 300)
        {
            // What is measured is work.
        }

        var (ours, theirs) = (ProcessorTime.Of(Environment.ProcessId) - before.Ours, Environment.CpuUsage.TotalTime.TotalSeconds - before.Theirs);
        Assert.InRange(ours, theirs - 0.03, theirs + 0.03);
    }

    [Fact]
    public void Names_a_process_that_is_not_there() => Assert.Contains("2147483647", Assert.Throws<LoadException>(() => ProcessorTime.Of(int.MaxValue)).Message);
}
