using Recommender.Learning.Data;

namespace Recommender.Learning.Baselines;

/// <summary>Solves the regressions of <see cref="Ease"/>.</summary>
/// <remarks>
/// A member with one title adds to the diagonal of XᵀX only. So XᵀX + λI = D + YᵀY, with Y the members of two titles and more,
/// and the inverse is that of a matrix over titles, or, where Y has fewer members, of one over those:
/// D⁻¹ − D⁻¹Yᵀ (I + YD⁻¹Yᵀ)⁻¹ YD⁻¹ (Woodbury). Both are exact.
/// </remarks>
internal sealed class EaseRegression
{
    private readonly ParallelOptions _parallel;
    private readonly double[] _diagonal;          // D, by place
    private readonly List<int[]> _histories = []; // Y, by member: places

    public EaseRegression(Interactions training, EaseOptions options, ParallelOptions parallel)
    {
        _parallel = parallel;
        Modelled = MostMembers(training, options.MostTitles);
        Places = new int[training.TitleCount];
        Array.Fill(Places, -1);
        for (var place = 0; place < Modelled.Length; place++) Places[Modelled[place]] = place;

        _diagonal = new double[Modelled.Length];
        Array.Fill(_diagonal, options.Ridge);
        for (var member = 0; member < training.MemberCount; member++)
        {
            var history = Array.FindAll(Array.ConvertAll(training[member].Titles.ToArray(), title => Places[title]), static place => place >= 0);
            if (history.Length == 1) _diagonal[history[0]]++;
            else if (history.Length > 1) _histories.Add(history);
        }
    }

    /// <summary>Titles, ascending.</summary>
    public int[] Modelled { get; }

    /// <summary>By title: its place among the modelled, or -1.</summary>
    public int[] Places { get; }

    /// <summary>Weights of the titles of a history for all titles, shape (modelled, modelled).</summary>
    public float[] Weights() => Weights(overMembers: _histories.Count < Modelled.Length);

    /// <summary>The same by one of the two ways.</summary>
    internal float[] Weights(bool overMembers)
    {
        var n = Modelled.Length;
        var weights = new float[n * n];
        var own = new double[n];   // Pⱼⱼ
        var row = overMembers ? RowsOverMembers() : RowsOverTitles();
        Parallel.For(0, n, _parallel, () => new double[n], (i, _, p) =>
        {
            row(i, p);
            own[i] = p[i];
            for (var j = 0; j < n; j++) weights[i * n + j] = (float)-p[j];
            return p;
        }, static _ => { });
        Parallel.For(0, n, _parallel, i =>
        {
            for (var j = 0; j < n; j++) weights[i * n + j] = i == j ? 0 : (float)(weights[i * n + j] / own[j]);
        });
        return weights;
    }

    private Action<int, double[]> RowsOverTitles()
    {
        var n = Modelled.Length;
        var matrix = new double[n * n];
        for (var place = 0; place < n; place++) matrix[place * n + place] = _diagonal[place];
        foreach (var history in _histories)
        {
            _parallel.CancellationToken.ThrowIfCancellationRequested();
            foreach (var i in history)
            {
                foreach (var j in history)
                {
                    if (j <= i) matrix[i * n + j]++;
                }
            }
        }

        SymmetricInverse.Invert(matrix, n, _parallel);
        return (i, p) => matrix.AsSpan(i * n, n).CopyTo(p);
    }

    private Action<int, double[]> RowsOverMembers()
    {
        var m = _histories.Count;
        var audiences = Audiences();
        var matrix = new double[m * m];
        for (var member = 0; member < m; member++) matrix[member * m + member] = 1;
        for (var place = 0; place < audiences.Length; place++)
        {
            _parallel.CancellationToken.ThrowIfCancellationRequested();
            foreach (var a in audiences[place])
            {
                foreach (var b in audiences[place])
                {
                    if (b <= a) matrix[a * m + b] += 1 / _diagonal[place];
                }
            }
        }

        SymmetricInverse.Invert(matrix, m, _parallel);
        return (i, p) =>
        {
            var among = new double[m];   // the inverse times column i of Y
            foreach (var member in audiences[i]) Add(matrix.AsSpan(member * m, m), among);
            for (var j = 0; j < p.Length; j++)
            {
                var sum = 0.0;
                foreach (var member in audiences[j]) sum += among[member];
                p[j] = ((i == j ? 1 : 0) - sum / _diagonal[j]) / _diagonal[i];
            }
        };
    }

    private List<int>[] Audiences()
    {
        var audiences = new List<int>[Modelled.Length];
        for (var place = 0; place < audiences.Length; place++) audiences[place] = [];
        for (var member = 0; member < _histories.Count; member++)
        {
            foreach (var place in _histories[member]) audiences[place].Add(member);
        }

        return audiences;
    }

    private static void Add(ReadOnlySpan<double> from, Span<double> to)
    {
        for (var i = 0; i < to.Length; i++) to[i] += from[i];
    }

    private static int[] MostMembers(Interactions training, int most)
    {
        var counts = new int[training.TitleCount];
        foreach (var title in training.Titles) counts[title]++;
        int[] known = [.. Enumerable.Range(0, counts.Length).Where(title => counts[title] > 0)];
        return known.Length <= most ? known : [.. known.OrderByDescending(title => counts[title]).Take(most).Order()];
    }
}
