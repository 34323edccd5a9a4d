using Recommender.Numerics.Kernels;

namespace Recommender.Numerics.Lists;

/// <summary>Finds out how far to look for a recall: by looking, on one half of the queries; the other half judges.</summary>
internal sealed class Calibration : IDisposable
{
    // A third of what may be missed is kept back, since the other half of the queries will not be quite like this one.
    private const double Margin = 2.0 / 3;

    // The part of what may be missed that a projection may cost.
    private const double ProjectionPart = 0.25;

    private static readonly double[] Doubts = [0.03, 0.05, 0.075, 0.1, 0.125, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.7];
    private static readonly double[] Slacks = [0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.8, 1];

    private readonly KernelSet _kernels;
    private readonly ListGeneration _generation;
    private readonly AlignedMatrix<float> _queries;
    private readonly ParallelOptions _parallel;
    private readonly ThreadLocal<InvertedFileScratch> _scratch = new(() => new InvertedFileScratch());
    private readonly int _half;

    public Calibration(KernelSet kernels, ListGeneration generation, AlignedMatrix<float> queries, ParallelOptions parallel)
    {
        (_kernels, _generation, _queries, _parallel) = (kernels, generation, queries, parallel);
        _half = queries.Rows / 2;
    }

    /// <summary>Chooses for K, and for a tenth and ten times of it as far as there are rows; reports what the other half finds for K.</summary>
    public (ProbePlan Plan, MeasuredRecall Recall) Run(int k, double target)
    {
        k = Math.Min(k, _generation.Count);
        int[] ladder = [.. new[] { k / 10, k, 10 * k }.Where(rows => rows == k || (rows >= 1 && rows <= _generation.Count / 10))];
        var plan = new ProbePlan([.. ladder.Select(rows => Choose(rows, target))]);
        var judged = new Truth(this, _half, _queries.Rows, k);
        return (plan, new MeasuredRecall(judged.Try(plan.For(k)).Recall, _queries.Rows - _half, k, target));
    }

    public void Dispose() => _scratch.Dispose();

    // The cheapest of what reaches the target, by blocks scanned and jumps to them; all lists do for sure.
    private Reach Choose(int k, double target)
    {
        var truth = new Truth(this, 0, _half, k);
        var wanted = 1 - (1 - target) * Margin;
        var all = Reach.Everything(_generation.Store.Lists) with { K = k };
        var doubt = LeastDoubt(truth, all, 1 - (1 - wanted) * ProjectionPart);
        var best = (Reach: all, Cost: double.PositiveInfinity);
        foreach (var slack in Slacks)
        {
            var widest = all with { Slack = slack, Doubt = doubt };
            if (truth.Try(widest).Recall < wanted) continue;

            var reach = Fewest(truth, widest, wanted);
            var cost = truth.Try(reach).Cost;
            if (cost >= best.Cost) break;   // more slack scans more, and needs hardly fewer lists
            best = (reach, cost);
        }

        return best.Reach;
    }

    private double LeastDoubt(Truth truth, Reach all, double wanted)
    {
        if (_generation.Store.Projection is null) return 1;
        foreach (var doubt in Doubts)
        {
            if (truth.Try(all with { Doubt = doubt }).Recall >= wanted) return doubt;
        }

        return 1;
    }

    private static Reach Fewest(Truth truth, Reach widest, double wanted)
    {
        var (tooFew, enough) = (0, (int)widest.Probes);
        while (enough - tooFew > Math.Max(1, enough / 64))
        {
            var middle = tooFew == 0 ? (enough + 15) / 16 : (int)Math.Sqrt((double)tooFew * enough);
            middle = Math.Clamp(middle, tooFew + 1, enough - 1);
            if (truth.Try(widest with { Probes = middle }).Recall >= wanted) enough = middle;
            else tooFew = middle;
        }

        return widest with { Probes = enough };
    }

    private int Search(int query, ScoredRow[] best, Reach reach) => ListSearch.Run(
        _kernels, _generation, _queries[query], best, _scratch.Value!, default, new ProbePlan([reach]), reach);

    /// <summary>The exact answers to some of the queries.</summary>
    private sealed class Truth
    {
        private readonly Calibration _calibration;
        private readonly int _first;
        private readonly int _k;
        private readonly float[] _least;

        public Truth(Calibration calibration, int first, int end, int k)
        {
            (_calibration, _first, _k, _least) = (calibration, first, k, new float[end - first]);
            var reach = Reach.Everything(calibration._generation.Store.Lists);
            Each((query, best) =>
            {
                calibration.Search(query, best, reach);
                _least[query - first] = best[^1].Score;
                return (0, 0);
            });
        }

        /// <summary>Mean recall and mean cost of a reach.</summary>
        public (double Recall, double Cost) Try(Reach reach) => Each((query, best) =>
        {
            var found = _calibration.Search(query, best, reach);
            var least = _least[query - _first];
            var right = 0;
            for (var i = 0; i < found; i++) right += best[i].Score < least ? 0 : 1;
            var (blocks, runs) = _calibration._scratch.Value!.Scanned;
            return ((double)right / _k, blocks + runs);
        });

        private (double Recall, double Cost) Each(Func<int, ScoredRow[], (double Recall, double Cost)> measure)
        {
            // Sums in the order of the queries: the same for any number of threads.
            var results = new (double Recall, double Cost)[_least.Length];
            Parallel.For(0, results.Length, _calibration._parallel, () => new ScoredRow[_k], (i, _, best) =>
            {
                results[i] = measure(_first + i, best);
                return best;
            }, _ => { });
            return (results.Average(result => result.Recall), results.Average(result => result.Cost));
        }
    }
}
