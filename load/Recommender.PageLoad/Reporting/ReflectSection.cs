using System.Text;
using Recommender.Measuring;
using Recommender.PageLoad.Driving;
using Recommender.PageLoad.Reflecting;

namespace Recommender.PageLoad.Reporting;

/// <summary>Whether and how soon events showed, as a section of the page. Of 99 of 100 probes, the most milliseconds may be asked for.</summary>
internal sealed record ReflectSection(string Name, Machine Machine, string Command, Target Target, int Members, LoadPlan Plan, ReflectPlan Probing, ReflectResult Result, double? MostP99)
{
    /// <summary>Whether every page showed what it should, nothing failed and all that is asked is reached.</summary>
    public bool IsReached => Result.Failures.Count == 0 && Figures().All(static figure => figure.IsReached);

    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine($"## {Name}").AppendLine();
        Facts.Append(text, Machine, "server and generator", Command, Others());
        text.AppendLine("| | p50, ms | p99, ms | p99.9, ms | longest, ms | wrong or failed | server CPU, cores | generator CPU, cores |").AppendLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        var pages = Result.Pages;
        Append(text, "event to acknowledgement", Result.Acknowledged, "—");
        Append(text, "event to the page that shows it", Result.Reflected, $"{Result.Wrong} of {Result.Probes}");
        text.AppendLine(
            $"| pages beside, {pages.Rate:N0}/s | {pages.P50 / 1000:N2} | {pages.P99 / 1000:N2} | {pages.P999 / 1000:N2} | {pages.Max / 1000:N2} | {pages.Failures} of {pages.Calls} "
            + $"| {(double.IsNaN(pages.ServerMicros) ? "—" : $"{pages.ServerMicros * pages.Rate / 1e6:N2}")} | {pages.GeneratorMicros * pages.Rate / 1e6:N2} |");
        text.AppendLine();
        Judged.Append(text, [.. Figures()]);
        foreach (var failure in Result.Failures) text.AppendLine($"- **FAILED**: {failure}");
        return text.ToString();
    }

    private static void Append(StringBuilder text, string name, LatencyHistogram latencies, string wrong) =>
        text.AppendLine($"| {name} | {latencies.Quantile(0.5) / 1000:N2} | {latencies.Quantile(0.99) / 1000:N2} | {latencies.Quantile(0.999) / 1000:N2} | {latencies.Max / 1000:N2} | {wrong} | | |");

    private IEnumerable<(string Name, string Value)> Others() =>
    [
        ("server", Target.Name),
        ("page", Plan.Shape.ToString()),
        ("members", FormattableString.Invariant($"{Members:N0}, drawn by a power law of exponent {Driving.Members.Exponent}")),
        ("pages beside", FormattableString.Invariant($"{Result.Pages.Asked:N0}/s, {(Plan.Rate is null ? FormattableString.Invariant($"{Plan.Share:P0} of the {Result.Saturated:N0}/s at full load") : "as told")}")),
        ("probes", FormattableString.Invariant($"{Probing.Probes:N0}, {Probing.PerSecond}/s, by {ReflectPlan.Probers} threads of two connections each: the first title of a page is hidden, or watched to its end, in turns")),
    ];

    private IEnumerable<Judged> Figures()
    {
        yield return new("pages that do not show an acknowledged event", $"{Result.Wrong} of {Result.Probes}", "0", Result.Wrong == 0);
        if (MostP99 is { } most) yield return new("event to the page that shows it, p99", $"{Result.Reflected.Quantile(0.99) / 1000:N2} ms", $"≤ {most} ms", Result.Reflected.Quantile(0.99) / 1000 <= most);
    }
}
