using System.Text;
using Recommender.Measuring;
using Recommender.PageLoad.Driving;
using Recommender.PageLoad.Events;

namespace Recommender.PageLoad.Reporting;

/// <summary>What a run came to, as a section of the page: it says by itself where and how it was measured.</summary>
internal sealed record Section(string Name, Machine Machine, string Command, int Members, LoadPlan Plan, EventLoad? Events, RunResult Result, Goals Goals)
{
    /// <summary>Whether nothing failed and all that is asked is reached.</summary>
    public bool IsReached => Result.Failures.Count == 0 && Figures().All(static figure => figure.IsReached);

    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine($"## {Name}").AppendLine();
        Facts.Append(text, Machine, "server and generator", Command, Others());
        text.AppendLine("| | pages/s | p50, ms | p99, ms | p99.9, ms | longest, ms | failures | checked in full | titles of these | sent late, p99, ms | server CPU, µs/page | allocated, bytes/page | generator CPU, µs/page |");
        text.AppendLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        Append(text, "quiet", Result.Quiet);
        Append(text, $"beside {Result.Beside} a round", Result.Busy);
        Append(text, "the generator's part: a prepared page behind bare Kestrel", [Result.Prepared]);
        text.AppendLine();
        AppendEvents(text);
        Judged.Append(text, [.. Figures()]);
        foreach (var failure in Result.Failures) text.AppendLine($"- **FAILED**: {failure}");
        return text.ToString();
    }

    private IEnumerable<(string Name, string Value)> Others() =>
    [
        ("server", Result.Target.Name),
        ("page", Plan.Shape.ToString()),
        ("members", FormattableString.Invariant($"{Members:N0}, drawn by a power law of exponent {Driving.Members.Exponent}")),
        ("saturated", FormattableString.Invariant($"{Result.Saturated:N0} pages/s, with {Plan.Connections * Plan.Streams} calls in flight over {Plan.Connections} connections")),
        ("rounds", FormattableString.Invariant($"{Plan.Rounds} of {Plan.Seconds} s at {Result.Quiet[0].Asked:N0} calls/s, {(Plan.Rate is null ? FormattableString.Invariant($"{Plan.Share:P0} of that") : "as told")}, over the same connections")),
    ];

    private static void Append(StringBuilder text, string name, IReadOnlyList<Round> rounds)
    {
        if (rounds.Count == 0) return;
        text.AppendLine(
            $"| {name} | {Cell(rounds, static round => round.Rate, "N0")} | {Cell(rounds, static round => round.P50 / 1000, "N2")} | {Cell(rounds, static round => round.P99 / 1000, "N2")} "
            + $"| {Cell(rounds, static round => round.P999 / 1000, "N2")} | {Cell(rounds, static round => round.Max / 1000, "N2")} "
            + $"| {rounds.Sum(static round => round.Failures)} of {rounds.Sum(static round => round.Calls)} | {rounds.Sum(static round => round.Checked)} | {rounds.Average(static round => round.Titles):N1} "
            + $"| {Cell(rounds, static round => round.LateP99 / 1000, "N2")} | {(double.IsNaN(rounds[0].ServerMicros) ? "—" : Cell(rounds, static round => round.ServerMicros, "N0"))} "
            + $"| {(double.IsNaN(rounds[0].AllocatedBytes) ? "—" : Cell(rounds, static round => round.AllocatedBytes, "N0"))} | {Cell(rounds, static round => round.GeneratorMicros, "N0")} |");
    }

    private static string Cell<T>(IReadOnlyList<T> rounds, Func<T, double> value, string format)
    {
        var spread = Spread.Of(rounds.Select(value));
        return rounds.Count == 1 ? spread.Median.ToString(format) : spread.ToString(format);
    }

    private void AppendEvents(StringBuilder text)
    {
        if (Events is null) return;
        var rounds = Result.Events;
        text.AppendLine("| events beside | acknowledged/s | acknowledged after, p50, ms | p99, ms | p99.9, ms | longest, ms | failed calls | sent late, p99, ms | server CPU beside, cores | generator CPU beside, cores |");
        text.AppendLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        text.AppendLine(
            $"| {rounds[0].Asked:N0}/s, {Events.PerCall} a call over {EventLoad.Connections} connections | {Cell(rounds, static round => round.Rate, "N0")} | {Cell(rounds, static round => round.P50 / 1000, "N2")} "
            + $"| {Cell(rounds, static round => round.P99 / 1000, "N2")} | {Cell(rounds, static round => round.P999 / 1000, "N2")} | {Cell(rounds, static round => round.Max / 1000, "N2")} "
            + $"| {rounds.Sum(static round => round.Failures)} of {rounds.Sum(static round => round.Calls)} | {Cell(rounds, static round => round.LateP99 / 1000, "N2")} "
            + $"| {Cores(static round => round.ServerMicros)} | {Cores(static round => round.GeneratorMicros)} |");
        text.AppendLine();
    }

    // Of quiet rounds, then of busy ones.
    private string Cores(Func<Round, double> micros) =>
        double.IsNaN(micros(Result.Quiet[0])) ? "—" : $"{Spread.Of(Result.Busy.Select(round => micros(round) * round.Rate / 1e6)).Median:N2} (quiet {Spread.Of(Result.Quiet.Select(round => micros(round) * round.Rate / 1e6)).Median:N2})";

    private IEnumerable<Judged> Figures()
    {
        if (Goals.P50 is { } p50) yield return AtMost("p50", static round => round.P50 / 1000, p50, "N2", "ms");
        if (Goals.P99 is { } p99) yield return AtMost("p99", static round => round.P99 / 1000, p99, "N2", "ms");
        if (Goals.P999 is { } p999) yield return AtMost("p99.9", static round => round.P999 / 1000, p999, "N2", "ms");
        if (Goals.ServerMicros is { } micros) yield return AtMost("server CPU per page", static round => round.ServerMicros, micros, "N0", "µs");
        if (Goals.AllocatedBytes is { } allocated) yield return AtMost("allocated per page", static round => round.AllocatedBytes, allocated, "N0", "bytes");
        if (Goals.LeastEvents is { } least && Result.Events.Count > 0)
        {
            var rate = Spread.Of(Result.Events.Select(static round => round.Rate));
            yield return new("events acknowledged beside", $"{rate.ToString("N0")}/s", $"≥ {least:N0}/s", rate.Median >= least);
        }

        if (Goals.BusyRatio is not { } ratio || Result.Busy.Count == 0) yield break;
        var measured = Spread.OfRatios(Result.Busy.Select(static round => round.P99), Result.Quiet.Select(static round => round.P99));
        yield return new($"p99 beside {Result.Beside}, against the quiet one", $"{measured.ToString("N2")} ×", $"≤ {ratio} ×", measured.Median <= ratio);
    }

    private Judged AtMost(string name, Func<Round, double> value, double most, string format, string unit)
    {
        var spread = Spread.Of(Result.Quiet.Select(value));
        return new(name, $"{spread.ToString(format)} {unit}", $"≤ {most} {unit}", spread.Median <= most);
    }
}
