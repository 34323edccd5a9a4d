using System.Globalization;
using Recommender.Learning.Import;

namespace Recommender.Cli.Import;

/// <summary>A line for each file that takes long, every few seconds.</summary>
/// <param name="output">Where to.</param>
/// <param name="clock">Tells the time.</param>
internal sealed class PlainProgress(TextWriter output, TimeProvider clock) : IProgress<ImportProgress>
{
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(5);

    private string _file = "";
    private LineRate _rate = new(clock);
    private TimeSpan _written;

    public void Report(ImportProgress value)
    {
        if (value.File != _file) (_file, _rate, _written) = (value.File, new LineRate(clock), TimeSpan.Zero);
        var elapsed = _rate.Elapsed;
        if (elapsed - _written < BetweenLines) return;
        _written = elapsed;
        var share = value.TotalBytes == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{100.0 * value.Bytes / value.TotalBytes:F0} %, ");
        var left = _rate.Left(value) is { } time ? $", {time:hh\\:mm\\:ss} left" : "";
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{value.File}: {share}{_rate.Describe(value)}{left}"));
    }
}
