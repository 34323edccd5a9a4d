using Recommender.Learning.Evaluation.Reporting;
using Recommender.Learning.Tuning;

namespace Recommender.Learning.Evaluation;

/// <summary>Carries a plan out: settings, models, figures, intervals.</summary>
/// <param name="plan">What is to be done.</param>
/// <param name="clock">For the budget of the search.</param>
/// <param name="progress">Told how far it is; may be null.</param>
public sealed class EvaluationRun(EvaluationPlan plan, TimeProvider clock, IEvaluationProgress? progress = null)
{
    /// <summary>Runs it.</summary>
    /// <exception cref="InvalidDataException">The plan cannot be carried out; the message says why.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public EvaluationReport Run(CancellationToken cancellation = default)
    {
        plan.Options.Check(plan.Split.Training.TitleCount);
        var (tuner, tuning) = Tuning();
        var facts = new TitleFacts(plan.Split.Training, plan.Titles);
        var outcomes = new List<Outcome>();
        var models = new List<(IModelKind Kind, Settings Settings, IReadOnlyList<Trial> Trials)>();
        foreach (var kind in plan.Kinds)
        {
            var trials = kind.Space.Count == 0 ? [] : tuner?.Search(kind, Tell(kind), cancellation) ?? [];
            var settings = trials.Count > 0 ? Tuner.Best(trials).Settings : Settings.Default(kind.Space);
            outcomes.Add(Measure(kind, settings, facts, cancellation));
            models.Add((kind, settings, trials));
        }

        return Report(outcomes, models, tuning);
    }

    private (Tuner? Tuner, TuningReport? Report) Tuning()
    {
        if (plan.Tuning is not { } options) return (null, null);
        if (plan.Validation is not { } protocol) throw new InvalidDataException("a search for settings needs a protocol for its validation part");

        // From the training part alone: what is asked in the end is not in it.
        var validation = protocol.Divide(plan.Split.Training);
        var share = options with { Budget = options.Budget / Math.Max(1, plan.Kinds.Count(static kind => kind.Space.Count > 0)) };
        return (new Tuner(validation, share, clock), new(protocol.Description, options.Metric, validation.Cases.Count));
    }

    private Action<Trial> Tell(IModelKind kind)
    {
        var number = 0;
        return trial => progress?.Tried(kind, ++number, trial);
    }

    private Outcome Measure(IModelKind kind, Settings settings, TitleFacts facts, CancellationToken cancellation)
    {
        var start = clock.GetTimestamp();
        var model = kind.Learn(plan.Split.Training, settings, cancellation);
        using var owned = model as IDisposable;
        var outcome = Evaluator.Measure(model, plan.Split, facts, plan.Options, cancellation) with { Model = kind.Name };
        progress?.Measured(kind, kind.Complete(settings), clock.GetElapsedTime(start));
        return outcome;
    }

    private EvaluationReport Report(List<Outcome> outcomes, List<(IModelKind Kind, Settings Settings, IReadOnlyList<Trial> Trials)> models, TuningReport? tuning)
    {
        var (training, cases, metrics) = (plan.Split.Training, plan.Split.Cases, plan.Options.Metrics);
        var bootstrap = new Bootstrap(outcomes, plan.Options.Resamples, plan.Options.Seed, plan.Options.Threads);
        var reports = models.Select((model, i) => new ModelReport(
            model.Kind.Name, model.Kind.Complete(model.Settings), [.. metrics.Select((metric, m) => new Figure(metric, bootstrap.Of(i, m)))], outcomes[i].Coverage, model.Trials)).ToArray();
        return new(
            plan.Dataset, plan.Protocol, plan.Split.Notes, (Enumerable.Range(0, training.MemberCount).Count(member => training[member].Count > 0), training.TitleCount, training.Count),
            cases.Count, cases.RelevantCount, plan.Options.Seed, plan.Options.Resamples, tuning, reports, Compare(reports, metrics, bootstrap));
    }

    private static List<Comparison> Compare(ModelReport[] models, IReadOnlyList<Metric> metrics, Bootstrap bootstrap)
    {
        var comparisons = new List<Comparison>();
        for (var m = 0; m < metrics.Count; m++)
        {
            if (metrics[m].Kind is MetricKind.Novelty or MetricKind.Diversity) continue;   // more of them is not better in itself
            for (var model = 1; model < models.Length; model++)
            {
                for (var against = 0; against < model; against++)
                {
                    var apart = models[model].Figures[m].Interval.IsApartFrom(models[against].Figures[m].Interval);
                    comparisons.Add(new(metrics[m], models[model].Model, models[against].Model, bootstrap.Difference(model, against, m), apart));
                }
            }
        }

        return comparisons;
    }
}
