namespace Recommender.Numerics.Clustering;

/// <summary>Which rows belong to which cluster, and no cluster without rows.</summary>
internal sealed class ClusterMembers(AlignedMatrix<float> sample, int clusters)
{
    private readonly int[] _rows = new int[sample.Rows];
    private readonly int[] _starts = new int[clusters];
    private readonly int[] _lengths = new int[clusters];

    /// <summary>The rows of a cluster, in an order that the sample and the centroids alone decide.</summary>
    public ReadOnlySpan<int> this[int cluster] => _rows.AsSpan(_starts[cluster], _lengths[cluster]);

    /// <summary>Takes the cluster of every row.</summary>
    public void Sort(ReadOnlySpan<int> clusterOf)
    {
        Array.Clear(_lengths);
        foreach (var cluster in clusterOf) _lengths[cluster]++;

        var start = 0;
        for (var c = 0; c < clusters; c++) (_starts[c], start) = (start, start + _lengths[c]);
        for (var row = 0; row < clusterOf.Length; row++) _rows[_starts[clusterOf[row]]++] = row;
        for (var c = 0; c < clusters; c++) _starts[c] -= _lengths[c];
    }

    /// <summary>Gives every empty cluster half of the largest, which never lowers the sum of cosines. Returns how many were split.</summary>
    public int FillEmpty(AlignedMatrix<float> centroids)
    {
        var splits = 0;
        for (var empty = 0; empty < clusters; empty++)
        {
            if (_lengths[empty] > 0) continue;

            var largest = _lengths.AsSpan().IndexOf(_lengths.Max());
            Split(largest, empty, centroids[largest]);
            splits++;
        }

        return splits;
    }

    // Parts along the line from the row that fits worst: those nearer to it from those further away.
    private void Split(int largest, int empty, ReadOnlySpan<float> centroid)
    {
        var members = _rows.AsSpan(_starts[largest], _lengths[largest]);
        var keys = Cosines(members, centroid);
        var worst = members[keys.AsSpan().IndexOf(keys.Min())];
        Cosines(members, sample[worst]).AsSpan().Sort(members);

        var kept = members.Length / 2;
        (_starts[empty], _lengths[empty]) = (_starts[largest] + kept, members.Length - kept);
        _lengths[largest] = kept;
    }

    private double[] Cosines(ReadOnlySpan<int> members, ReadOnlySpan<float> with)
    {
        var cosines = new double[members.Length];
        for (var i = 0; i < cosines.Length; i++)
        {
            ReadOnlySpan<float> row = sample[members[i]];
            for (var j = 0; j < row.Length; j++) cosines[i] += (double)row[j] * with[j];
        }

        return cosines;
    }
}
