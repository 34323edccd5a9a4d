using System.Numerics.Tensors;

namespace Recommender.Learning.Factorization;

/// <summary>What <see cref="FactorizationOptions"/> says is minimised, exactly: the pairs of which nothing is known are summed through Gram matrices.</summary>
internal sealed class SquaredLoss(Side members, Side titles, FactorizationOptions options)
{
    private const int RowsOfPart = 256;

    /// <summary>Computes it, in O(n·d): a small part of what an epoch takes.</summary>
    public double Compute(CancellationToken cancellation) =>
        Sum(members, others: titles, cancellation) + Sum(titles, others: null, cancellation) + Unobserved();

    // The pull on one side, and its errors against the other side, if there is one. Sums of fixed parts in a fixed order are the
    // same bits on any number of threads.
    private double Sum(Side side, Side? others, CancellationToken cancellation)
    {
        var parts = new double[(side.Signals.Count + RowsOfPart - 1) / RowsOfPart];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Threads ?? Environment.ProcessorCount, CancellationToken = cancellation };
        Parallel.For(0, parts.Length, parallel, part =>
        {
            float[] weights = [], targets = [];
            for (var row = part * RowsOfPart; row < Math.Min(side.Signals.Count, (part + 1) * RowsOfPart); row++)
            {
                var count = side.Signals[row].Length;
                if (weights.Length < count) (weights, targets) = (new float[2 * count], new float[2 * count]);
                side.Signals.Read(row, weights.AsSpan(..count), targets.AsSpan(..count));
                parts[part] += Pull(side, row, weights.AsSpan(..count));
                if (others is not null) parts[part] += Errors(side, row, others, weights, targets);
            }
        });
        return parts.Sum();
    }

    private static double Errors(Side side, int row, Side others, float[] weights, float[] targets)
    {
        var sum = 0.0;
        var x = side.Embeddings[row];
        var which = side.Signals[row];
        for (var i = 0; i < which.Length; i++)
        {
            var error = (double)targets[i] - TensorPrimitives.Dot(x, others.Embeddings[which[i]]);
            sum += weights[i] * error * error;
        }

        return sum;
    }

    private double Pull(Side side, int row, ReadOnlySpan<float> weights)
    {
        if (weights.IsEmpty) return 0;   // its embedding is zeros
        var confidence = 0.0;
        var x = side.Embeddings[row];
        foreach (var weight in weights) confidence += weight;
        return (double)options.RidgeOf(confidence, side.Signals.Others) * TensorPrimitives.Dot(x, x);
    }

    // Σ (x·y)² = Σᵢⱼ (Σ xᵢxⱼ)(Σ yᵢyⱼ). Either Gram matrix has α₀ in it.
    private double Unobserved()
    {
        if (options.UnobservedWeight == 0) return 0;
        var sum = 0.0;
        for (var i = 0; i < options.Dimension; i++)
        {
            var x = members.Gram[i];
            var y = titles.Gram[i];
            for (var j = 0; j < x.Length; j++) sum += (double)x[j] * y[j];
        }

        return sum / options.UnobservedWeight;
    }
}
