using Recommender.Numerics.Kernels;

namespace Recommender.Numerics.Clustering;

/// <summary>One training: centroids and which of the sampled rows belong to which, step by step.</summary>
/// <remarks>Every sum runs in an order that the data gives, whichever thread runs it: hence the same bits on any number of them.</remarks>
internal sealed unsafe class KMeansTraining : IDisposable
{
    private readonly AlignedMatrix<float> _sample;
    private readonly SphericalKMeansOptions _options;
    private readonly KernelSet _kernels;
    private readonly Workers _workers;
    private readonly PackedColumns _packed;
    private readonly ClusterMembers _members;
    private readonly int[] _nearest;
    private readonly float[] _scores;
    private AlignedMatrix<float>? _centroids;

    public KMeansTraining(
        AlignedMatrix<float> sample, int centroids, SphericalKMeansOptions options, KernelSet kernels, Workers workers)
    {
        (_sample, _options, _kernels, _workers) = (sample, options, kernels, workers);
        _nearest = GC.AllocateUninitializedArray<int>(sample.Rows, pinned: true);
        _scores = GC.AllocateUninitializedArray<float>(sample.Rows, pinned: true);
        _members = new ClusterMembers(sample, centroids);
        _packed = new PackedColumns(kernels, centroids, sample.Dimension);
        _centroids = new AlignedMatrix<float>(centroids, sample.Dimension);
    }

    /// <summary>Runs to the end.</summary>
    public void Run(IProgress<SphericalKMeansProgress>? progress)
    {
        Seed();
        var cosine = MeanCosine();
        progress?.Report(new SphericalKMeansProgress(0, cosine, Splits: 0));

        for (var iteration = 1; iteration <= _options.Iterations; iteration++)
        {
            _members.Sort(_nearest);
            var splits = _members.FillEmpty(_centroids!);
            MoveCentroids();
            Offer(first: 0, _centroids!.Rows);

            var before = cosine;
            cosine = MeanCosine();
            progress?.Report(new SphericalKMeansProgress(iteration, cosine, splits));
            if (splits == 0 && cosine - before <= _options.Tolerance * Math.Abs(before)) break;
        }
    }

    /// <summary>Hands the centroids over.</summary>
    public AlignedMatrix<float> Result()
    {
        var result = _centroids!;
        _centroids = null;
        return result;
    }

    public void Dispose()
    {
        _centroids?.Dispose();
        _packed.Dispose();
    }

    private void Seed()
    {
        var drawing = new CentroidDrawing(_sample, _kernels, _options.Seed);
        var chosen = 0;
        while (chosen < _centroids!.Rows)
        {
            var scores = chosen == 0 ? default : _scores.AsSpan();
            var batch = drawing.Next(scores, Math.Min(Math.Max(1, chosen / 8), _centroids.Rows - chosen));
            for (var i = 0; i < batch.Length; i++) _sample[batch[i]].CopyTo(_centroids.Writable(chosen + i));
            Offer(chosen, batch.Length);
            chosen += batch.Length;
        }
    }

    // Finds out which of some centroids attract rows: from the first on anew, of later ones beside those before.
    private void Offer(int first, int count)
    {
        var panels = _packed.Pack(_centroids!, first, count);
        fixed (int* nearest = _nearest)
        {
            fixed (float* scores = _scores)
            {
                var lists = new StrongestLists(nearest, scores, each: 1);
                _workers.Rows(_sample, (row, rows) =>
                {
                    if (first == 0) lists.From(row).Clear(rows);
                    _kernels.Strongest(_sample.RowPointer(row), _sample.Stride, rows, panels, lists.From(row));
                });
            }
        }
    }

    private void MoveCentroids() =>
        _workers.Parts(_centroids!.Rows, each: 16, (first, count) =>
        {
            var sum = new double[_sample.Dimension];
            for (var c = first; c < first + count; c++) DirectionOf(_members[c], sum, _centroids.Writable(c));
        });

    // Rows that cancel each other have no mean direction; any is as good, so the centroid stays where it is.
    private void DirectionOf(ReadOnlySpan<int> members, double[] sum, Span<float> centroid)
    {
        Array.Clear(sum);
        foreach (var row in members)
        {
            ReadOnlySpan<float> elements = _sample[row];
            for (var i = 0; i < elements.Length; i++) sum[i] += elements[i];
        }

        var squares = 0.0;
        foreach (var element in sum) squares += element * element;
        if (squares < 1e-12) return;

        var scale = 1 / Math.Sqrt(squares);
        for (var i = 0; i < sum.Length; i++) centroid[i] = (float)(sum[i] * scale);
    }

    private double MeanCosine()
    {
        var sum = 0.0;
        foreach (var score in _scores) sum += score;
        return sum / _scores.Length;
    }
}
