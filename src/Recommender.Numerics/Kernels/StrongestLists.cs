using System.Runtime.CompilerServices;

namespace Recommender.Numerics.Kernels;

/// <summary>For each row of a product the columns with the highest products so far, best first; −∞ where there is none yet.</summary>
/// <param name="indices">Columns, <paramref name="each"/> for one row after the other's.</param>
/// <param name="scores">Their products, alike.</param>
/// <param name="each">Columns kept for a row, from 1.</param>
internal readonly unsafe struct StrongestLists(int* indices, float* scores, int each)
{
    /// <summary>Empties the lists of some rows.</summary>
    public void Clear(int rows)
    {
        new Span<int>(indices, rows * each).Clear();
        new Span<float>(scores, rows * each).Fill(float.NegativeInfinity);
    }

    /// <summary>The lists from a row on.</summary>
    public StrongestLists From(nint row) => new(indices + row * each, scores + row * each, each);

    /// <summary>What a product must exceed to enter a row's list.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Weakest(nint row) => scores[row * each + each - 1];

    /// <summary>Enters a product if it exceeds the weakest. Columns come in rising order, so the lower one stays first among equals.</summary>
    public void Offer(nint row, int index, float score)
    {
        var listed = scores + row * each;
        var columns = indices + row * each;
        var at = each - 1;
        if (!(score > listed[at])) return;

        for (; at > 0 && score > listed[at - 1]; at--) (listed[at], columns[at]) = (listed[at - 1], columns[at - 1]);
        (listed[at], columns[at]) = (score, index);
    }
}
