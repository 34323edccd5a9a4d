using System.Runtime.CompilerServices;

namespace Recommender.Numerics.Kernels;

/// <summary>The solvers' kernels of one vector width.</summary>
internal sealed unsafe class VectorSolverKernels<TLanes, TVector> : SolverKernels
    where TLanes : struct, IFloatLanes<TVector>
    where TVector : struct
{
    public override void AddUpper(in UpperUpdate update) => UpperTiles<TLanes, TVector>.Add(update);

    public override void Scale(float* x, float factor, float* to, nint length)
    {
        var factors = TLanes.Broadcast(factor);
        for (nint i = 0; i < length; i += TLanes.Count) TLanes.Store(TLanes.Multiply(TLanes.Load(x + i), factors), to + i);
    }

    public override void AddScaled(float* x, float factor, float* to, nint length)
    {
        var factors = TLanes.Broadcast(factor);
        for (nint i = 0; i < length; i += TLanes.Count)
            TLanes.Store(TLanes.MultiplyAdd(TLanes.Load(x + i), factors, TLanes.Load(to + i)), to + i);
    }

    // Vectors start left of the diagonal: what they hold there belongs to no half that is read, until it is made zeros.
    public override int FactorRows(float* a, nint stride, int count, nint width, float* limits, float* inverses)
    {
        for (var k = 0; k < count; k++)
        {
            var row = a + k * stride;
            if (!(row[k] > limits[k] && row[k] <= float.MaxValue)) return k;

            inverses[k] = 1 / MathF.Sqrt(row[k]);
            var start = FromVectorOf(k);
            Scale(row + start, inverses[k], row + start, width - start);
            for (var i = k + 1; i < count; i++)
            {
                start = FromVectorOf(i);
                AddScaled(row + start, -row[i], a + i * stride + start, width - start);
            }

            new Span<float>(row + FromLineOf(k), (int)(k - FromLineOf(k))).Clear();
        }

        return count;
    }

    public override void Forward(float* u, nint stride, int size, float* inverses, float* b, float* y)
    {
        var width = FromLineOf(size - 1) + CacheLineFloats;
        for (var k = 0; k < size; k++, u += stride)
        {
            y[k] = b[k] * inverses[k];
            var start = FromVectorOf(k);
            AddScaled(u + start, -y[k], b + start, width - start);
        }
    }

    public override void Backward(float* u, nint stride, int size, float* inverses, float* y, float* x)
    {
        var width = FromLineOf(size - 1) + CacheLineFloats;
        u += (size - 1) * stride;
        for (var k = size - 1; k >= 0; k--, u -= stride)
        {
            var sum = TLanes.Zero;
            for (var i = FromVectorOf(k); i < width; i += TLanes.Count)
                sum = TLanes.MultiplyAdd(TLanes.Load(u + i), TLanes.Load(x + i), sum);
            x[k] = (y[k] - TLanes.Sum(sum)) * inverses[k];
        }
    }

    private const int CacheLineFloats = Memory.CacheLine.Bytes / sizeof(float);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint FromVectorOf(nint element) => element & -TLanes.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint FromLineOf(nint element) => element & -CacheLineFloats;
}
