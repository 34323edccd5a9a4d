using System.Globalization;
using Recommender.Learning.Import;

namespace Recommender.Cli.Import;

/// <summary>How fast a file is read.</summary>
/// <param name="clock">Tells the time.</param>
internal sealed class LineRate(TimeProvider clock)
{
    private readonly long _started = clock.GetTimestamp();

    /// <summary>Since it began.</summary>
    public TimeSpan Elapsed => clock.GetElapsedTime(_started);

    /// <summary>Lines and their rate, such as <c>1,200,000 lines, 1,000,000 lines/s</c>.</summary>
    public string Describe(in ImportProgress progress) =>
        string.Create(CultureInfo.InvariantCulture, $"{progress.Lines:N0} lines, {progress.Lines / Math.Max(0.001, Elapsed.TotalSeconds):N0} lines/s");

    /// <summary>Time left at the rate so far; null before there is one.</summary>
    public TimeSpan? Left(in ImportProgress progress) =>
        progress.Bytes <= 0 || progress.TotalBytes <= 0 ? null : Elapsed * ((double)(progress.TotalBytes - progress.Bytes) / progress.Bytes);
}
