using Recommender.Learning.Scoring;

namespace Recommender.Learning.Evaluation;

/// <summary>Asks models and measures their answers.</summary>
/// <remarks>
/// All titles are scored for each case, those of the history are taken out (or only the case's candidates are looked at), and the
/// best are put in order; <see cref="BestTitles"/> has what becomes of equal scores. Memory: one score per title and thread,
/// and one number per case and metric. Safe from many threads.
/// </remarks>
public static class Evaluator
{
    private const int CasesAtOnce = 16;

    /// <summary>Measures one model.</summary>
    /// <exception cref="InvalidDataException">A cutoff is larger than the catalogue, the model scores another number of titles, or a score is not finite.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static Outcome Measure(ITitleScorer model, Split split, TitleFacts facts, EvaluationOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(split);
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(options);
        var titles = split.Training.TitleCount;
        options.Check(titles);
        if (model.TitleCount != titles) throw new InvalidDataException($"model '{model.Name}' scores {model.TitleCount} titles; the set has {titles}");

        var metrics = options.Metrics;
        var values = metrics.Select(_ => new double[split.Cases.Count]).ToArray();
        var shown = new Shown(titles, options.Cutoffs);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Threads ?? Environment.ProcessorCount, CancellationToken = cancellation };
        try
        {
            Parallel.For(0, (split.Cases.Count + CasesAtOnce - 1) / CasesAtOnce, parallel, () => new CaseWork(model, split.Cases, facts, options), (block, _, work) =>
            {
                for (var at = block * CasesAtOnce; at < Math.Min(split.Cases.Count, (block + 1) * CasesAtOnce); at++) work.Measure(at, metrics, values, shown);
                return work;
            }, static _ => { });
        }
        catch (AggregateException failures) when (failures.InnerException is InvalidDataException first)
        {
            throw new InvalidDataException(first.Message, failures);
        }

        return new(model.Name, metrics, values, shown.Coverage());
    }
}
