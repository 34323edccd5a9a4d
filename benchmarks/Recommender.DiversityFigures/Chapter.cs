using System.Globalization;
using System.Text;

namespace Recommender.DiversityFigures;

/// <summary>What was found on one set, and whether it is what is asked: with the scale that serves each method best, DPP gains more than MMR at a loss of 2 %.</summary>
internal sealed record Chapter(Question Question, TradeOffs Trades, Plan Plan)
{
    private const double Asked = 0.02;
    private static readonly double[] Losses = [0.005, 0.01, Asked, 0.03, 0.05];

    /// <summary>Whether what is asked is reached.</summary>
    public bool IsReached => Trades.Gain(Best(Method.Dpp), Asked) > Trades.Gain(Best(Method.Mmr), Asked);

    /// <summary>A Markdown section.</summary>
    /// <param name="isJudged">Whether the figures mean something.</param>
    public string ToString(bool isJudged)
    {
        var text = new StringBuilder();
        var first = Trades.Curves[0].ByDial[0];
        text.AppendLine($"## {Question.Set.Name}").AppendLine();
        text.AppendLine($"{Question.About()}.").AppendLine();
        text.AppendLine(Format($"By relevance alone: NDCG@20 {first.Mean(Curve.Metrics[Curve.Ndcg]):F4}, diversity@20 {first.Mean(Curve.Metrics[Curve.Diversity]):F4}.")).AppendLine();
        AppendAtLoss(text);
        AppendLosses(text);
        AppendVerdict(text, isJudged);
        return text.AppendLine().ToString();
    }

    private void AppendAtLoss(StringBuilder text)
    {
        text.AppendLine(Format($"Gain of diversity@20 at a loss of {Asked:P0} of NDCG@20:")).AppendLine();
        text.AppendLine("| relevance | DPP | MMR | DPP over MMR | difference, 95 % | dial, DPP | dial, MMR |").AppendLine("| --- | ---: | ---: | ---: | --- | ---: | ---: |");
        foreach (var scale in Plan.Scales)
        {
            var (dpp, mmr) = (Trades.Of(Method.Dpp, scale), Trades.Of(Method.Mmr, scale));
            text.AppendLine(Format(
                $"| {scale.Name} | {Trades.Gain(dpp, Asked):F4} | {Trades.Gain(mmr, Asked):F4} | {Trades.Gain(dpp, Asked) / Trades.Gain(mmr, Asked):F2} × | {Print(dpp, mmr)} | {Trades.Dial(dpp, Asked):F3} | {Trades.Dial(mmr, Asked):F3} |"));
        }

        text.AppendLine();
    }

    private void AppendLosses(StringBuilder text)
    {
        text.AppendLine("The same at other losses, each with the relevance that serves it best at the loss asked about:").AppendLine();
        text.AppendLine($"| | {string.Join(" | ", Losses.Select(static loss => loss.ToString("P1", CultureInfo.InvariantCulture)))} |").AppendLine($"| --- |{string.Concat(Losses.Select(static _ => " ---: |"))}");
        foreach (var method in (Method[])[Method.Dpp, Method.Mmr])
            text.AppendLine($"| {method.Name} | {string.Join(" | ", Losses.Select(loss => Format($"{Trades.Gain(Best(method), loss):F4}")))} |");
        text.AppendLine();
    }

    private void AppendVerdict(StringBuilder text, bool isJudged)
    {
        var (dpp, mmr) = (Best(Method.Dpp), Best(Method.Mmr));
        var doubt = Trades.Advantage(dpp, mmr, Asked).Low > 0 ? "" : ", though the interval has zero in it: so few members leave doubt";
        text.AppendLine(Format(
            $"**Asked: more than MMR at {Asked:P0} loss, each with the relevance that serves it best**: DPP {Trades.Gain(dpp, Asked):F4} ({Trades.Curves[dpp].Scale.Name}), MMR {Trades.Gain(mmr, Asked):F4} ({Trades.Curves[mmr].Scale.Name}), difference {Print(dpp, mmr)}: {(isJudged ? IsReached ? $"reached{doubt}" : "**MISSED**" : "not judged")}."));
    }

    private int Best(Method method) => Enumerable.Range(0, Trades.Curves.Count).Where(at => Trades.Curves[at].Method == method).MaxBy(at => Trades.Gain(at, Asked));

    private string Print(int dpp, int mmr)
    {
        var (value, low, high) = Trades.Advantage(dpp, mmr, Asked);
        return Format($"{value:F4} ({low:F4} to {high:F4})");
    }

    private static string Format(FormattableString text) => FormattableString.Invariant(text);
}
