namespace Recommender.Numerics.Kernels;

/// <summary>The definition of the solvers' kernels: every sum in double, in the order of the elements.</summary>
internal sealed unsafe class ScalarSolverKernels : SolverKernels
{
    public override void AddUpper(in UpperUpdate update)
    {
        for (var i = 0; i < update.Size; i++)
        {
            for (var j = i; j < update.Size; j++)
            {
                double sum = update.To[i * update.Stride + j];
                for (var r = 0; r < update.Depth; r++)
                    sum += (double)update.Left[r * update.LeftStride + i] * update.Right[r * update.RightStride + j];
                update.To[i * update.Stride + j] = (float)sum;
            }
        }
    }

    public override void Scale(float* x, float factor, float* to, nint length)
    {
        for (nint i = 0; i < length; i++) to[i] = x[i] * factor;
    }

    public override void AddScaled(float* x, float factor, float* to, nint length)
    {
        for (nint i = 0; i < length; i++) to[i] = (float)(to[i] + (double)x[i] * factor);
    }

    public override int FactorRows(float* a, nint stride, int count, nint width, float* limits, float* inverses)
    {
        for (var k = 0; k < count; k++)
        {
            var row = a + k * stride;
            for (nint j = k; j < width; j++)
            {
                double sum = row[j];
                for (var i = 0; i < k; i++) sum -= (double)a[i * stride + k] * a[i * stride + j];
                row[j] = (float)sum;
            }

            if (!(row[k] > limits[k] && row[k] <= float.MaxValue)) return k;

            inverses[k] = (float)(1 / Math.Sqrt(row[k]));
            for (nint j = k; j < width; j++) row[j] *= inverses[k];
        }

        return count;
    }

    public override void Forward(float* u, nint stride, int size, float* inverses, float* b, float* y)
    {
        for (var k = 0; k < size; k++)
        {
            double sum = b[k];
            for (var i = 0; i < k; i++) sum -= (double)u[i * stride + k] * y[i];
            y[k] = (float)(sum * inverses[k]);
        }
    }

    public override void Backward(float* u, nint stride, int size, float* inverses, float* y, float* x)
    {
        for (var k = size - 1; k >= 0; k--)
        {
            double sum = y[k];
            for (var j = k + 1; j < size; j++) sum -= (double)u[k * stride + j] * x[j];
            x[k] = (float)(sum * inverses[k]);
        }
    }
}
