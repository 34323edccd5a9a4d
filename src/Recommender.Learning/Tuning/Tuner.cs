using Recommender.Learning.Evaluation;

namespace Recommender.Learning.Tuning;

/// <summary>Searches for the settings of one kind of model: random ones first, then around the best, more and more closely, with costly settings raised now and then.</summary>
/// <remarks>
/// Trial i depends on the seed, on i and on the trials before it, never on the clock, so a search with less time is the beginning
/// of one with more. It gets a split of the training part alone: what is asked in the end is out of its reach.
/// Bergstra and Bengio, "Random Search for Hyper-Parameter Optimization", JMLR 2012, for the random part.
/// </remarks>
public sealed class Tuner(Split validation, TuneOptions options, TimeProvider clock)
{
    private const int RandomTrials = 20;
    private const int Redraws = 50;

    private readonly TitleFacts _facts = new(validation.Training, titles: null);
    private readonly EvaluationOptions _evaluation = new() { Cutoffs = [options.Metric.Cutoff], Kinds = [options.Metric.Kind], Seed = options.Seed, Resamples = 0, Threads = options.Threads };

    /// <summary>Tries settings until the budget ends. Returns what was tried, in order.</summary>
    /// <param name="kind">Of which model.</param>
    /// <param name="tried">Told of every trial; may be null.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="OperationCanceledException">Cancelled by the caller.</exception>
    public IReadOnlyList<Trial> Search(IModelKind kind, Action<Trial>? tried = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(kind);
        var trials = new List<Trial> { Try(kind, Settings.Default(kind.Space), cancellation) };
        tried?.Invoke(trials[0]);
        var left = options.Budget - trials[0].Took;
        if (left <= TimeSpan.Zero) return trials;

        using var end = new CancellationTokenSource(left, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(end.Token, cancellation);
        while (trials.Count < options.MostTrials && Next(kind.Space, trials) is { } settings)
        {
            try
            {
                trials.Add(Try(kind, settings, either.Token));
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                break;   // the budget has ended; half a trial is none
            }

            tried?.Invoke(trials[^1]);
        }

        return trials;
    }

    /// <summary>The best of trials, the first of equals.</summary>
    public static Trial Best(IReadOnlyList<Trial> trials) => trials.MaxBy(static trial => trial.Value)!;

    private Trial Try(IModelKind kind, Settings settings, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var start = clock.GetTimestamp();
        var model = kind.Learn(validation.Training, settings, cancellation);
        using var owned = model as IDisposable;
        var value = Evaluator.Measure(model, validation, _facts, _evaluation, cancellation).Mean(options.Metric);
        return new(settings, value, clock.GetElapsedTime(start));
    }

    // Settings that were not tried yet; null where there seem to be none.
    private Settings? Next(IReadOnlyList<SettingRange> space, List<Trial> trials)
    {
        var random = SplitMix64.Stream(options.Seed, (ulong)trials.Count);
        var best = Best(trials).Settings;
        var tried = trials.Select(static trial => trial.Settings.ToString()).ToHashSet();
        for (var draw = 0; draw < Redraws && space.Count > 0; draw++)
        {
            // After half of the draws the neighbourhood is taken for known.
            var settings = (draw < Redraws / 2 ? trials.Count : 0) switch
            {
                <= RandomTrials => AtRandom(space, ref random),
                var number when number % 6 == 0 => Costlier(space, best, ref random),
                var number when number % 6 == 3 => AtRandom(space, ref random),
                var number => Around(space, best, Math.Max(0.04, 0.3 * Math.Pow(0.97, number - RandomTrials)) * (1 + draw * 0.1), ref random),
            };
            if (!tried.Contains(settings.ToString())) return settings;
        }

        return null;
    }

    // Costly settings stay in the lower half: what suits the others is much the same with small ones.
    private static Settings AtRandom(IReadOnlyList<SettingRange> space, ref SplitMix64 random)
    {
        var values = new List<KeyValuePair<string, double>>();
        foreach (var range in space) values.Add(KeyValuePair.Create(range.Name, range.At(random.NextUnit() * (range.IsCostly ? 0.5 : 1))));
        return new(values);
    }

    // Some settings change and some stay: a step in all at once rarely leads up.
    private static Settings Around(IReadOnlyList<SettingRange> space, Settings best, double reach, ref SplitMix64 random)
    {
        var settings = best;
        foreach (var range in space)
        {
            var step = reach * (2 * random.NextUnit() - 1);
            if (random.NextUnit() < 0.6) settings = settings.With(range.Name, range.At(Math.Clamp(range.Back(best[range.Name]) + step, 0, 1)));
        }

        return settings;
    }

    private static Settings Costlier(IReadOnlyList<SettingRange> space, Settings best, ref SplitMix64 random)
    {
        SettingRange[] costly = [.. space.Where(static range => range.IsCostly)];
        if (costly.Length == 0) return AtRandom(space, ref random);
        var range = costly[random.Below(costly.Length)];
        return best.With(range.Name, range.At(Math.Min(1, range.Back(best[range.Name]) + 0.25 * random.NextUnit())));
    }
}
