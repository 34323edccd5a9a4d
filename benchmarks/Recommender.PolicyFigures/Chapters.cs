using System.Text;
using Recommender.Learning.Evaluation;
using Recommender.Learning.Policies;

namespace Recommender.PolicyFigures;

/// <summary>The report's words and tables.</summary>
internal static class Chapters
{
    private const double LeastCovered = 0.93;
    private const double MostCovered = 0.97;

    public static void Worlds(StringBuilder text, IReadOnlyList<(WorldKind Kind, IReadOnlyList<WorldFigures> Figures)> kinds, int worlds)
    {
        text.AppendLine("## Made-up worlds with known truth").AppendLine();
        text.AppendLine($"{worlds:N0} worlds of each kind, each with 8 personas, 5 actions, policies and chances of its own, and a log of 2,000 decisions. Bias and error are of the mean");
        text.AppendLine($"reward of a decision; an interval of 95 % is to hold the truth in {LeastCovered:P0} to {MostCovered:P0} of the worlds where the estimator's assumptions hold.").AppendLine();
        foreach (var (kind, figures) in kinds)
        {
            text.AppendLine($"### {kind.Heading}").AppendLine();
            text.AppendLine($"The report warns of {figures[0].Warned:P1} of these worlds.").AppendLine();
            text.AppendLine("| estimator | bias | error | interval holds the truth | without worlds warned of | mean width | assumptions hold |").AppendLine("|---|---:|---:|---:|---:|---:|---|");
            foreach (var figure in figures)
            {
                var promised = !kind.Holds.Contains(figure.Kind) ? "" : IsCovered(figure) ? "yes: reached" : "yes: MISSED";
                text.AppendLine($"| {Estimator.Name(figure.Kind)} | {figure.Bias:+0.00000;-0.00000} | {figure.Error:0.00000} | {figure.Covered:P1} | {(double.IsNaN(figure.CoveredUnwarned) ? "none left" : $"{figure.CoveredUnwarned:P1}")} | {figure.Width:0.0000} | {promised} |");
            }

            text.AppendLine();
        }

        text.AppendLine($"Least error where both are half right: {string.Join(", ", Ranked(kinds).Select(static figure => $"{Estimator.Name(figure.Kind)} {figure.Error:0.00000}"))}.").AppendLine();
    }

    public static void Artworks(StringBuilder text, ArtworkWorld world, IReadOnlyList<ArtworkFigures> figures, int impressions)
    {
        text.AppendLine("## Artworks that learn").AppendLine();
        text.AppendLine($"{world.Titles:N0} titles of 5 artworks, {world.Personas} personas, {impressions:N0} impressions of each title, each to a persona by lot. Artworks depict 2 to 4 of 30 tags; what these are worth");
        text.AppendLine("to a persona, a title's appeal and what an artwork is worth beyond its tags add up to the logit of the chance of a play. The shared bandit learns tags anew every five impressions of a title.").AppendLine();
        text.AppendLine("| policy | regret: plays missed per title | of the first | share of the best policy's plays at the end |").AppendLine("|---|---:|---:|---:|");
        foreach (var figure in figures) text.AppendLine($"| {figure.Policy} | {figure.Regret:0.00} | {figure.Regret / figures[0].Regret:0.0} | {figure.ShareOfBest:P1} |");
        text.AppendLine();
    }

    public static void Bandits(StringBuilder text, IReadOnlyList<BanditFigures> bandits)
    {
        if (bandits.Count == 0) return;
        text.AppendLine("## Open Bandit Dataset, men, 10,000 decisions of each policy").AppendLine();
        text.AppendLine("The value of a policy is its clicks per decision. The random policy chooses each of 34 items alike. Of the Thompson policy (bts), which learnt while it ran, is");
        text.AppendLine("judged what it did on the whole: the share that each item had at each position in its own log.").AppendLine();
        foreach (var bandit in bandits)
        {
            text.AppendLine($"### {bandit.Of} from the log of {bandit.From}").AppendLine();
            text.AppendLine($"It earned {Text(bandit.Earned)} in its own log. Overlap: mean weight {bandit.Judgement.Overlap.MeanWeight:0.000}, largest {bandit.Judgement.Overlap.LargestWeight:0.0}, {bandit.Judgement.Overlap.EffectiveSize:N0} decisions and {bandit.Judgement.Overlap.EffectiveRewarded:0.0} clicks of equal weight.").AppendLine();
            foreach (var warning in bandit.Judgement.Overlap.Warnings) text.AppendLine($"- {warning}");
            text.AppendLine().AppendLine("| estimator | value | within its own interval | its interval holds what was earned | effective decisions | threshold | ridge |").AppendLine("|---|---:|---|---|---:|---:|---:|");
            foreach (var estimate in bandit.Judgement.Estimates)
                text.AppendLine($"| {Estimator.Name(estimate.Kind)} | {Text(estimate.Value)} | {YesNo(bandit.Earned, estimate.Value.Value)} | {YesNo(estimate.Value, bandit.Earned.Value)} | {estimate.EffectiveSize:N0} | {(estimate.Threshold is { } threshold ? double.IsFinite(threshold) ? $"{threshold:0.#}" : "none" : "")} | {estimate.Ridge:0} |");
            text.AppendLine();
        }
    }

    public static bool IsReached(IReadOnlyList<(WorldKind Kind, IReadOnlyList<WorldFigures> Figures)> kinds) =>
        kinds.All(static pair => pair.Figures.Where(figure => pair.Kind.Holds.Contains(figure.Kind)).All(IsCovered)) && Ranked(kinds)[0].Kind is EstimatorKind.DoublyRobust;

    private static WorldFigures[] Ranked(IReadOnlyList<(WorldKind Kind, IReadOnlyList<WorldFigures> Figures)> kinds) =>
        [.. kinds.Single(static pair => pair.Kind == WorldKind.BothHalfRight).Figures.OrderBy(static figure => figure.Error)];

    private static bool IsCovered(WorldFigures figure) => figure.Covered is >= LeastCovered and <= MostCovered;

    private static string YesNo(Interval interval, double value) => interval.Low <= value && value <= interval.High ? "yes" : "no";

    private static string Text(Interval interval) => $"{interval.Value:0.00000} ({interval.Low:0.00000} to {interval.High:0.00000})";
}
