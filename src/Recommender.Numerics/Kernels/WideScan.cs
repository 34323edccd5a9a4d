namespace Recommender.Numerics.Kernels;

/// <summary>Inner products in double of one query with rows from anywhere in a matrix.</summary>
internal static unsafe class WideScan<TLanes, TVector>
    where TLanes : struct, IFloatLanes<TVector>
    where TVector : struct
{
    // Bytes asked for ahead of the row that is read: what the way to the last cache takes.
    private const int AheadBytes = 4096;

    public static void Run(float* rows, nint stride, ReadOnlySpan<int> positions, double* query, double* sums)
    {
        var rowBytes = (int)stride * sizeof(float);
        var ahead = Math.Max(1, AheadBytes / rowBytes);
        for (var i = 0; i < positions.Length; i++)
        {
            if (i + ahead < positions.Length) Prefetch.Bytes(rows + positions[i + ahead] * stride, Math.Min(rowBytes, AheadBytes));
            sums[i] = TLanes.WideDot(rows + positions[i] * stride, query, stride);
        }
    }
}
