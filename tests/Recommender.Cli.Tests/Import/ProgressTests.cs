using Recommender.Cli.Import;
using Recommender.Learning.Import;

namespace Recommender.Cli.Tests.Import;

public sealed class ProgressTests
{
    [Fact]
    public void Without_a_terminal_a_line_every_five_seconds_tells_share_rate_and_time_left()
    {
        var clock = new SteppedClock();
        using var output = new StringWriter();
        var progress = new PlainProgress(output, clock);

        for (var second = 0; second <= 12; second++)
        {
            progress.Report(new ImportProgress("ratings.csv", second * 1_000_000, 100_000_000, second * 50_000));
            clock.Now += TimeSpan.TicksPerSecond;
        }

        Assert.Equal(
            ["ratings.csv: 5 %, 250,000 lines, 50,000 lines/s, 00:01:35 left", "ratings.csv: 10 %, 500,000 lines, 50,000 lines/s, 00:01:30 left"],
            output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void Of_a_pipe_the_lines_and_their_rate_are_told()
    {
        var clock = new SteppedClock();
        using var output = new StringWriter();
        var progress = new PlainProgress(output, clock);
        progress.Report(new ImportProgress("stdin", 0, 0, 0));
        clock.Now += 10 * TimeSpan.TicksPerSecond;

        progress.Report(new ImportProgress("stdin", 0, 0, 1000));

        Assert.Equal("stdin: 1,000 lines, 100 lines/s\n", output.ToString());
    }

    private sealed class SteppedClock : TimeProvider
    {
        public long Now { get; set; } = 1;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now;
    }
}
