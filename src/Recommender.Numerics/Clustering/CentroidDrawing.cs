using Recommender.Numerics.Kernels;

namespace Recommender.Numerics.Clustering;

/// <summary>Draws rows as first centroids: each with a chance in proportion to its squared distance from those drawn before.</summary>
/// <remarks>
/// Arthur and Vassilvitskii, "k-means++: The Advantages of Careful Seeding", SODA 2007. Several are drawn in one pass over the
/// rows: first more than that, as candidates, at even steps along the summed chances; of these one after the other, each with
/// the chance that those before it leave to it, the best of a few.
/// </remarks>
internal sealed unsafe class CentroidDrawing(AlignedMatrix<float> sample, KernelSet kernels, ulong seed)
{
    private const int CandidatesForOne = 4;
    private const int CandidatesAtLeast = 32;
    private const int Trials = 4;

    // What rounding leaves of the distance between a row and itself.
    private const double Same = 1e-6;

    private SplitMix64 _random = new(~seed);

    /// <summary>Rows to add: as many as asked for, unless fewer are apart from the centroids so far.</summary>
    /// <param name="cosines">Of each row with the nearest centroid so far; empty when there is none.</param>
    /// <param name="count">How many to draw, from 1.</param>
    public int[] Next(ReadOnlySpan<float> cosines, int count)
    {
        var total = 0.0;
        foreach (var cosine in cosines) total += Distance(cosine);
        if (total > 0) return Choose(Spread(cosines, total / Math.Max(CandidatesAtLeast, CandidatesForOne * count)), count);

        // Nothing is known, or every row already lies on a centroid.
        var any = new int[count];
        foreach (ref var row in any.AsSpan()) row = _random.Below(sample.Rows);
        return any;
    }

    // A row whose distance exceeds a step is a candidate once, with the mass of all steps that it fills.
    private List<Candidate> Spread(ReadOnlySpan<float> cosines, double step)
    {
        var at = _random.NextUnit() * step;
        var drawn = new List<Candidate>();
        var sum = 0.0;
        for (var row = 0; row < cosines.Length; row++)
        {
            var distance = Distance(cosines[row]);
            sum += distance;
            if (sum <= at) continue;

            drawn.Add(new Candidate(row, cosines[row], Math.Max(1, distance / step) / distance));
            while (at <= sum) at += step;
        }

        return drawn;
    }

    // The candidates stand for all rows: of a few that might be next, the one counts that leaves least distance to them.
    private int[] Choose(List<Candidate> candidates, int count)
    {
        using var rows = new AlignedMatrix<float>(candidates.Count, sample.Dimension);
        for (var i = 0; i < candidates.Count; i++) sample[candidates[i].Row].CopyTo(rows.Writable(i));

        var masses = new double[candidates.Count];
        for (var i = 0; i < masses.Length; i++) masses[i] = candidates[i].Mass(cosine: -1);

        var (left, leastLeft) = (new double[masses.Length], new double[masses.Length]);
        var chosen = new List<int>(count);
        while (chosen.Count < count && Draw(masses) is >= 0 and var next)
        {
            var least = Left(rows, candidates, next, masses, leastLeft);
            for (var trial = 1; trial < Trials; trial++)
            {
                var other = Draw(masses);
                var sum = Left(rows, candidates, other, masses, left);
                if (sum >= least) continue;

                (least, next) = (sum, other);
                (left, leastLeft) = (leastLeft, left);
            }

            chosen.Add(candidates[next].Row);
            (masses, leastLeft) = (leastLeft, masses);
        }

        return [.. chosen];
    }

    // Writes and sums the masses that candidates keep when one of them becomes a centroid.
    private double Left(AlignedMatrix<float> rows, List<Candidate> candidates, int centroid, double[] masses, double[] left)
    {
        var cosines = new float[masses.Length];
        fixed (float* scores = cosines)
            kernels.Scan(rows.RowPointer(0), rows.Stride, rows.Rows, rows.RowPointer(centroid), scores, prefetch: 0);

        var sum = 0.0;
        for (var i = 0; i < left.Length; i++)
        {
            left[i] = i == centroid ? 0 : Math.Min(masses[i], candidates[i].Mass(cosines[i]));
            sum += left[i];
        }

        return sum;
    }

    // An index with a chance in proportion to its mass, or -1 when there is none.
    private int Draw(double[] masses)
    {
        var at = _random.NextUnit() * masses.Sum();
        var last = -1;
        for (var i = 0; i < masses.Length; i++)
        {
            if (masses[i] <= 0) continue;

            last = i;
            at -= masses[i];
            if (at < 0) break;
        }

        return last;
    }

    // Half the squared distance of two vectors of norm 1.
    private static double Distance(float cosine) => cosine > 1 - Same ? 0 : 1 - (double)cosine;

    private readonly record struct Candidate(int Row, float Nearest, double MassPerDistance)
    {
        /// <summary>The chance that is left, in steps, when another centroid has this cosine with the row.</summary>
        public double Mass(float cosine) => MassPerDistance * Distance(Math.Max(cosine, Nearest));
    }
}
