namespace Recommender.Peers.Judging;

/// <summary>What share of the best rows an answer has.</summary>
internal static class Recall
{
    /// <summary>Of one answer. A row that scores as high as the last of the best counts as one of them: ties have no order.</summary>
    /// <param name="found">Row numbers of the answer; one named twice counts once, one below 0 stands for none.</param>
    /// <param name="scoreOf">The definition's score of a row.</param>
    /// <param name="worstOfBest">The K-th highest score of all rows.</param>
    /// <param name="k">Rows asked for, from 1.</param>
    public static double Of(ReadOnlySpan<int> found, Func<int, float> scoreOf, float worstOfBest, int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        var counted = new HashSet<int>();
        foreach (var row in found)
            if (row >= 0 && scoreOf(row) >= worstOfBest) counted.Add(row);
        return Math.Min(counted.Count, k) / (double)k;
    }
}
