using Recommender.Learning.Import;
using Spectre.Console;

namespace Recommender.Cli.Import;

/// <summary>A bar for each file.</summary>
/// <param name="context">Where the bars are.</param>
/// <param name="clock">Tells the time.</param>
internal sealed class TerminalProgress(ProgressContext context, TimeProvider clock) : IProgress<ImportProgress>
{
    private string _file = "";
    private LineRate _rate = new(clock);
    private ProgressTask? _bar;

    public void Report(ImportProgress value)
    {
        if (_bar is null || value.File != _file)
        {
            _bar?.StopTask();
            (_file, _rate) = (value.File, new LineRate(clock));
            _bar = context.AddTask(Markup.Escape(value.File), maxValue: Math.Max(1, value.TotalBytes));
        }

        _bar.Description = Markup.Escape($"{value.File}  {_rate.Describe(value)}");
        _bar.Value = Math.Min(value.Bytes, _bar.MaxValue);
    }
}
