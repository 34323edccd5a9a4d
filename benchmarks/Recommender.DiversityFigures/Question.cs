using Recommender.Learning.Evaluation;
using Recommender.Learning.Factorization;

namespace Recommender.DiversityFigures;

/// <summary>All that re-rankings of one film set are asked and judged by.</summary>
internal sealed class Question : IDisposable
{
    private const double HeldBackShare = 0.2;

    public Question(FilmSet set, Plan plan)
    {
        Set = set;
        var split = new LeaveLastOut(HeldBack.Share(HeldBackShare)).Divide(set.Dataset.Interactions);
        using var model = new FactorScorer(ImplicitFactorization.Train(split.Training, set.Options));
        (Cases, Facts, Tags) = (split.Cases, new TitleFacts(split.Training, set.Dataset.Titles), new UnitTags(set.Dataset));
        Candidates = Candidates.Of(model, Cases, plan.Candidates);
    }

    public FilmSet Set { get; }
    public TestCases Cases { get; }
    public TitleFacts Facts { get; }
    public UnitTags Tags { get; }
    public Candidates Candidates { get; }

    /// <summary>In words, for the report.</summary>
    public string About()
    {
        var titles = Set.Dataset.Titles;
        return FormattableString.Invariant(
            $"{titles.Count:N0} titles with {titles.Average(static title => title.Tags.Count):F1} of {Set.Dataset.Tags.Count:N0} tags each, {titles.Count(static title => title.Tags.Count == 0)} without any; {Cases.Count:N0} members asked for {Cases.RelevantCount:N0} titles; factors of dimension {Set.Options.Dimension}");
    }

    public void Dispose() => Tags.Dispose();
}
