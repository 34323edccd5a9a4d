using System.Text;
using Recommender.Measuring;
using Recommender.PageLoad.Driving;
using Recommender.PageLoad.Soaking;
using Recommender.Storage.Members;

namespace Recommender.PageLoad.Reporting;

/// <summary>Whether a server's memory stays as it is while events come, as a section of the page. At most so many per cent of its mean may memory rise.</summary>
internal sealed record SoakSection(string Name, Machine Machine, string Command, Target Target, int Members, SoakPlan Plan, SoakResult Result, double? LeastEvents, double MostRise)
{
    private const int Rows = 12;

    private readonly IReadOnlyList<Reading> _window = [.. Result.Readings.Where(reading => reading.Seconds >= Plan.Settling * Plan.Time.TotalSeconds)];

    /// <summary>Whether nothing failed and all that is asked is reached.</summary>
    public bool IsReached => Result.Failures.Count == 0 && Figures().All(static figure => figure.IsReached);

    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine($"## {Name}").AppendLine();
        Facts.Append(text, Machine, "server and generator", Command, Others());
        AppendLoad(text);
        AppendSizes(text);
        AppendTrends(text);
        AppendCourse(text);
        Judged.Append(text, [.. Figures()]);
        foreach (var failure in Result.Failures) text.AppendLine($"- **FAILED**: {failure}");
        return text.ToString();
    }

    private IEnumerable<(string Name, string Value)> Others() =>
    [
        ("server", Target.Name),
        ("members", FormattableString.Invariant($"{Members:N0}, all drawn alike, with histories of {Plan.History} titles {(Result.Put > 0 ? "put over the wire before" : "from a run before")}")),
        ("soak", FormattableString.Invariant($"{Plan.Time.TotalMinutes:0.##} minutes, looked at every {Plan.Step.TotalSeconds} s")),
    ];

    private void AppendLoad(StringBuilder text)
    {
        var (events, pages) = (Result.Events, Result.Pages);
        text.AppendLine("| | asked/s | done/s | p50, ms | p99, ms | p99.9, ms | longest, ms | failed calls |").AppendLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        text.AppendLine($"| events, {Plan.Events.PerCall} a call | {events.Asked:N0} | {events.Rate:N0} | {events.P50 / 1000:N2} | {events.P99 / 1000:N2} | {events.P999 / 1000:N2} | {events.Max / 1000:N2} | {events.Failures} of {events.Calls} |");
        if (pages is not null) text.AppendLine($"| pages | {pages.Asked:N0} | {pages.Rate:N0} | {pages.P50 / 1000:N2} | {pages.P99 / 1000:N2} | {pages.P999 / 1000:N2} | {pages.Max / 1000:N2} | {pages.Failures} of {pages.Calls} |");
        text.AppendLine().AppendLine($"Processor time: the server {Result.ServerCores:N2} cores, this program {Result.OwnCores:N2}.").AppendLine();
    }

    private void AppendSizes(StringBuilder text)
    {
        var (before, first, last) = (Result.Before, Result.Readings[0], Result.Readings[^1]);
        text.AppendLine("| | before members were put, MiB | as the soak began, MiB | as it ended, MiB | a member that was put, bytes | an event, bytes |").AppendLine("| --- | ---: | ---: | ---: | ---: | ---: |");
        Append("own memory of the process", static reading => reading.Memory.Own);
        if (first.Heap is not null) Append("of that, the managed heap", static reading => reading.Heap!.Bytes);
        if (first.Disk is not null)
        {
            Append("store of members on disk, with versions that are not yet compacted away", static reading => reading.Disk!.Value.Members);
            Append("journal on disk", static reading => reading.Disk!.Value.Journal);
            Append("all that the server keeps on disk", static reading => reading.Disk!.Value.All);
        }

        text.AppendLine().AppendLine($"Bound: a portrait takes at most {PortraitLimits.Bytes:N0} bytes, whatever the member does.").AppendLine();

        void Append(string name, Func<Reading, long> value) =>
            text.AppendLine(
                $"| {name} | {SoakWords.Mib(value(before))} | {SoakWords.Mib(value(first))} | {SoakWords.Mib(value(last))} "
                + $"| {(Result.Put > 0 ? $"{(value(first) - value(before)) / (double)Result.Put:N0}" : "—")} | {(last.Events > 0 ? $"{(value(last) - value(first)) / (double)last.Events:N1}" : "—")} |");
    }

    private void AppendTrends(StringBuilder text)
    {
        text.AppendLine(FormattableString.Invariant($"| from minute {_window[0].Seconds / 60:0.0} to {_window[^1].Seconds / 60:0.0}, {_window.Count} readings | mean, MiB | lowest, highest | most from one reading to a later one | slope, MiB a minute | rise in that time, MiB |")).AppendLine("| --- | ---: | ---: | ---: | ---: | ---: |");
        foreach (var course in Courses())
        {
            var (trend, rise) = (course.Trend, course.Rise);
            text.AppendLine(FormattableString.Invariant(
                $"| {course.Name} | {trend.Mean:N1} | {course.Lowest:N1}, {course.Highest:N1} | {course.Climb:N1} | {trend.Slope * 60:+0.00;-0.00;0.00} ({trend.Low * 60:+0.00;-0.00;0.00}..{trend.High * 60:+0.00;-0.00;0.00}) | {rise.Likely:+0.0;-0.0;0.0} ({rise.Low:+0.0;-0.0;0.0}..{rise.High:+0.0;-0.0;0.0}) |"));
        }

        text.AppendLine();
    }

    private IEnumerable<MemoryCourse> Courses()
    {
        yield return MemoryCourse.Of("own memory of the process", _window, static reading => reading.Memory.Own);
        yield return MemoryCourse.Of("pages of mapped files", _window, static reading => reading.Memory.Mapped);
        if (_window[0].Heap is null) yield break;
        yield return MemoryCourse.Of("managed heap", _window, static reading => reading.Heap!.Bytes);
        yield return MemoryCourse.Of("committed by the collector", _window, static reading => reading.Heap!.Committed);
    }

    private void AppendCourse(StringBuilder text)
    {
        text.AppendLine("| second | events/s since | resident, MiB | own, MiB | mapped, MiB | heap, MiB | committed, MiB | collections of generation 0, 1, 2 | paused, ms | disk, MiB |").AppendLine("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        var step = Math.Max(1, (Result.Readings.Count - 1) / Rows);
        var earlier = Result.Readings[0];
        foreach (var reading in Result.Readings.Where((_, at) => at % step == 0))
        {
            var rate = reading == earlier ? double.NaN : (reading.Events - earlier.Events) / (reading.Seconds - earlier.Seconds);
            text.AppendLine(FormattableString.Invariant(
                $"| {reading.Seconds:0} | {(double.IsNaN(rate) ? "" : rate.ToString("N0"))} | {SoakWords.Mib(reading.Memory.Resident)} | {SoakWords.Mib(reading.Memory.Own)} | {SoakWords.Mib(reading.Memory.Mapped)} ")
                + (reading.Heap is { } heap ? FormattableString.Invariant($"| {SoakWords.Mib(heap.Bytes)} | {SoakWords.Mib(heap.Committed)} | {string.Join(", ", heap.Collections)} | {heap.PauseMilliseconds:N0} ") : "| — | — | — | — ")
                + $"| {(reading.Disk is { } disk ? SoakWords.Mib(disk.All) : "—")} |");
            earlier = reading;
        }

        text.AppendLine();
    }

    private IEnumerable<Judged> Figures()
    {
        if (LeastEvents is { } least) yield return new("events acknowledged", $"{Result.Events.Rate:N0}/s", $"≥ {least:N0}/s", Result.Events.Rate >= least);
        foreach (var course in Courses().Where(static course => !course.Name.StartsWith("pages", StringComparison.Ordinal)))
            yield return new($"{course.Name}: what it rose at most, of its mean", FormattableString.Invariant($"{course.MostRise:P1}"), FormattableString.Invariant($"≤ {MostRise} %"), course.MostRise <= MostRise / 100);
    }
}
