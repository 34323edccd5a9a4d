using System.Runtime.CompilerServices;

namespace Recommender.Numerics.Kernels;

/// <summary>Inner products in double of one query with rows from anywhere in a matrix.</summary>
internal static unsafe class WideScan<TLanes, TVector>
    where TLanes : struct, IFloatLanes<TVector>
    where TVector : struct
{
    // Bytes asked for ahead of the row that is read: what the way to the last cache takes.
    private const int AheadBytes = 4096;

    /// <summary>Takes two rows at a time, which share the loads of the query. An odd row goes twice.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(float* rows, nint stride, ReadOnlySpan<int> positions, double* query, double* sums)
    {
        var rowBytes = (int)stride * sizeof(float);
        var ahead = Math.Max(1, AheadBytes / rowBytes);
        for (var i = 0; i < positions.Length; i += 2)
        {
            var other = Math.Min(i + 1, positions.Length - 1);
            for (var next = i + ahead; next < Math.Min(i + ahead + 2, positions.Length); next++)
                Prefetch.Bytes(rows + positions[next] * stride, Math.Min(rowBytes, AheadBytes));
            (sums[i], sums[other]) = TLanes.WideDots(rows + positions[i] * stride, rows + positions[other] * stride, query, stride);
        }
    }
}
