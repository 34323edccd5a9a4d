using System.Globalization;

namespace Recommender.Cli.Export;

/// <summary>A line every few seconds of how far an export is.</summary>
/// <param name="output">Where to.</param>
/// <param name="clock">Tells the time.</param>
internal sealed class ExportProgress(TextWriter output, TimeProvider clock)
{
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(5);

    private long _last = clock.GetTimestamp();

    public void Report(string doing, double share)
    {
        if (clock.GetElapsedTime(_last) < BetweenLines) return;
        _last = clock.GetTimestamp();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{doing}: {100 * share:F0} %"));
    }
}
