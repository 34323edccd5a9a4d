using Recommender.Numerics.TopK;

namespace Recommender.Numerics.Kernels;

/// <summary>The definition, row by row: for machines without vectors, and to judge the others by.</summary>
internal sealed unsafe class ScalarKernels : KernelSet
{
    public override string Name => "scalar";

    public override bool IsSupported => true;

    public override void Scan(float* rows, nint stride, int count, float* query, float* scores, nint prefetch)
    {
        for (var row = 0; row < count; row++)
            scores[row] = ScalarDot.Of(Elements(rows + row * stride, stride), Elements(query, stride));
    }

    public override void ScanBlocks(byte* blocks, nint blockBytes, int count, Int8Queries query, int* dots, nint prefetch)
    {
        for (var row = 0; row < count * Int8Matrix.RowsPerBlock; row++)
        {
            var sum = 0;
            for (var i = 0; i < blockBytes / Int8Matrix.RowsPerBlock; i++)
                sum += (blocks[Int8Matrix.IndexOf(row, i, blockBytes)] - 128) * query.First[i];
            dots[row] = sum;
        }
    }

    public override void ScanBlocksFour(
        byte* blocks, nint blockBytes, int count, Int8Queries queries, int* dots, nint pitch, nint prefetch)
    {
        for (var q = 0; q < 4; q++) ScanBlocks(blocks, blockBytes, count, queries.From(q), dots + q * pitch, prefetch);
    }

    public override void WideDots(float* rows, nint stride, ReadOnlySpan<int> positions, double* query, double* sums)
    {
        for (var i = 0; i < positions.Length; i++)
        {
            var sum = 0.0;
            for (nint j = 0; j < stride; j++) sum += rows[positions[i] * stride + j] * query[j];
            sums[i] = sum;
        }
    }

    public override void Limits(in RowBounds rows, int blocks, in ErrorBound bound, float threshold, float* limits)
    {
        for (var b = 0; b < blocks; b++)
            limits[b] = threshold - (rows.BlockNorms[b] * bound.PerNorm + bound.Always + rows.BlockResiduals[b] * bound.PerResidual);
    }

    public override ulong SiftBlocks(
        byte* blocks, nint blockBytes, int count, Int8Queries query, int* dots, in BlockLimits limits, nint prefetch)
    {
        ScanBlocks(blocks, blockBytes, count, query, dots, prefetch);
        var reaching = 0ul;
        for (var row = 0; row < count * Int8Matrix.RowsPerBlock; row++)
        {
            var block = row / Int8Matrix.RowsPerBlock;
            if (!(dots[row] * (limits.Scales[row] * limits.QueryScale) < limits.Limits[block])) reaching |= 1ul << block;
        }

        return reaching;
    }

    public override int Keep(in ScannedRows scanned, in ErrorBound bound, float threshold, Candidates to)
    {
        var (kept, rows) = (0, scanned.Rows);
        for (var i = 0; i < ScannedRows.MaxBlocks * Int8Matrix.RowsPerBlock; i++)
        {
            if ((scanned.Live >> (i / Int8Matrix.RowsPerBlock) & 1) == 0) continue;

            var score = scanned.Dots[i] * (rows.Scales[i] * bound.QueryScale);
            var error = rows.Norms[i] * bound.PerNorm + bound.Always + rows.Residuals[i] * bound.PerResidual;
            if (score + error < threshold) continue;

            to.Slots[kept] = scanned.FirstSlot + i;
            to.Lower[kept] = score - error;
            to.Upper[kept] = score + error;
            kept++;
        }

        return kept;
    }

    public override int Compact(Candidates candidates, int count, float threshold)
    {
        var kept = 0;
        for (var i = 0; i < count; i++)
        {
            if (candidates.Upper[i] < threshold) continue;

            candidates.Slots[kept] = candidates.Slots[i];
            candidates.Lower[kept] = candidates.Lower[i];
            candidates.Upper[kept] = candidates.Upper[i];
            kept++;
        }

        return kept;
    }

    public override int CountBelow(float* values, int count, float limit)
    {
        var below = 0;
        for (var i = 0; i < count; i++)
        {
            if (values[i] < limit) below++;
        }

        return below;
    }

    public override int PanelWidth => 4;

    public override void Strongest(float* rows, nint stride, int count, in Panels panels, in StrongestLists lists)
    {
        for (var column = 0; column < panels.Count * PanelWidth; column++)
        {
            var elements = panels.First + column / PanelWidth * ((nint)panels.Depth * PanelWidth) + column % PanelWidth;
            for (var row = 0; row < count; row++)
            {
                var sum = 0.0;
                for (nint i = 0; i < panels.Depth; i++) sum += (double)rows[row * stride + i] * elements[i * PanelWidth];
                lists.Offer(row, panels.FirstIndex + column, (float)sum);
            }
        }
    }

    public override SolverKernels Solver { get; } = new ScalarSolverKernels();

    private static ReadOnlySpan<T> Elements<T>(T* first, nint length)
        where T : unmanaged => new(first, (int)length);
}
