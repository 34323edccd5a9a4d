using System.Text;
using Recommender.Load.Driving;
using Recommender.Measuring;

namespace Recommender.Load.Reporting;

/// <summary>What one scenario came to, as a section of the report.</summary>
internal sealed class ScenarioReport(Scenario scenario, IReadOnlyDictionary<Endpoint, List<Sample>> samples)
{
    private readonly Endpoint[] _baselines = [.. scenario.Endpoints.Where(endpoint => endpoint.Judgement is Judgement.Baseline)];

    /// <summary>Whether every judged endpoint keeps the promises.</summary>
    public bool IsKept => Judged().All(endpoint => VerdictOn(endpoint).IsKept);

    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine($"## {scenario.Describe()}").AppendLine();
        AppendEndpoints(text);
        AppendRatios(text);
        AppendRounds(text);
        foreach (var endpoint in Judged()) text.AppendLine($"**{endpoint.Name}**: {VerdictOn(endpoint)}.").AppendLine();
        return text.ToString();
    }

    private IEnumerable<Endpoint> Judged() => scenario.Endpoints.Where(endpoint => endpoint.Judgement is Judgement.Judged);

    private Verdict VerdictOn(Endpoint endpoint) => Verdict.Of(samples[endpoint], _baselines.Select(baseline => samples[baseline]));

    private Spread SpreadOf(Endpoint endpoint, Func<Sample, double> value) => Spread.Of(samples[endpoint].Select(value));

    private void AppendEndpoints(StringBuilder text)
    {
        text.AppendLine("| endpoint | calls/s | server CPU, µs/call | allocated, bytes/call | collections per million calls |");
        text.AppendLine("| --- | --- | --- | --- | --- |");
        foreach (var endpoint in scenario.Endpoints)
        {
            text.AppendLine(
                $"| {endpoint.Name} | {SpreadOf(endpoint, sample => sample.RequestsPerSecond).ToString("N0")} "
                + $"| {SpreadOf(endpoint, sample => sample.ProcessorMicroseconds).ToString("N2")} "
                + $"| {SpreadOf(endpoint, sample => sample.BytesPerCall).ToString("N0")} "
                + $"| {SpreadOf(endpoint, sample => sample.CollectionsPerMillion).ToString("N1")} |");
        }

        text.AppendLine();
    }

    private void AppendRatios(StringBuilder text)
    {
        text.AppendLine("| endpoint | against | throughput, ratio of medians | throughput, ratio by round | server CPU, ratio of medians |");
        text.AppendLine("| --- | --- | --- | --- | --- |");
        foreach (var endpoint in scenario.Endpoints.Except(_baselines))
        {
            foreach (var baseline in _baselines)
            {
                text.AppendLine(
                    $"| {endpoint.Name} | {baseline.Name} | {RatioOfMedians(endpoint, baseline, sample => sample.RequestsPerSecond):F3} "
                    + $"| {Spread.OfRatios(Throughputs(endpoint), Throughputs(baseline)).ToString("F3")} "
                    + $"| {RatioOfMedians(endpoint, baseline, sample => sample.ProcessorMicroseconds):F3} |");
            }
        }

        text.AppendLine();
    }

    private void AppendRounds(StringBuilder text)
    {
        text.AppendLine("Calls/s of each round:").AppendLine();
        text.AppendLine($"| endpoint | {string.Join(" | ", Throughputs(_baselines[0]).Select((_, round) => round + 1))} |");
        text.AppendLine($"| --- | {string.Join(" | ", Throughputs(_baselines[0]).Select(_ => "---"))} |");
        foreach (var endpoint in scenario.Endpoints)
            text.AppendLine($"| {endpoint.Name} | {string.Join(" | ", Throughputs(endpoint).Select(calls => calls.ToString("N0")))} |");
        text.AppendLine();
    }

    private IEnumerable<double> Throughputs(Endpoint endpoint) => samples[endpoint].Select(sample => sample.RequestsPerSecond);

    private double RatioOfMedians(Endpoint endpoint, Endpoint baseline, Func<Sample, double> value) =>
        SpreadOf(endpoint, value).Median / SpreadOf(baseline, value).Median;
}
