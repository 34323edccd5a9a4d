using Recommender.Numerics.Lists;

namespace Recommender.Numerics;

internal static unsafe class StandInKMeans
{
    public static AlignedMatrix<float> Train(AlignedMatrix<float> s, int k, ulong seed)
    {
        var rnd = new Random((int)seed);
        int n = s.Rows, d = s.Dimension;
        var c = new AlignedMatrix<float>(k, d);
        for (int i = 0; i < k; i++) s[(int)((long)i * n / k)].CopyTo(UnitRows.Writable(c, i));
        var par = new ParallelOptions { MaxDegreeOfParallelism = 2 };
        var ptr = new nint[n];
        for (int i = 0; i < n; i++) ptr[i] = (nint)s.RowPointer(i);
        using var codes = RowCodes.Of(ptr, d, par);
        int[] a = new int[n];
        float[] along = new float[n];
        for (int it = 0; it < 8; it++)
        {
            var (cc, cs) = Centroids.Round(c);
            Centroids.Assign(cc, cs, codes, a, along, par);
            cc.Dispose(); cs.Dispose();
            var cnt = new int[k];
            var sum = new float[k * d];
            for (int i = 0; i < n; i++) { cnt[a[i]]++; var r = s[i]; for (int j = 0; j < d; j++) sum[a[i] * d + j] += r[j]; }
            for (int l = 0; l < k; l++)
            {
                if (cnt[l] == 0) { s[rnd.Next(n)].CopyTo(UnitRows.Writable(c, l)); continue; }
                double q = 0;
                for (int j = 0; j < d; j++) q += (double)sum[l * d + j] * sum[l * d + j];
                var to = UnitRows.Writable(c, l);
                for (int j = 0; j < d; j++) to[j] = (float)(sum[l * d + j] / Math.Sqrt(q));
            }
        }
        return c;
    }
}
