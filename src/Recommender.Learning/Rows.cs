using Recommender.Numerics;

namespace Recommender.Learning;

/// <summary>Makes compressed rows of arrays.</summary>
internal static class Rows
{
    public static CompressedRows<T> Of<T>(IEnumerable<T[]> rows)
        where T : unmanaged
    {
        var (offsets, values) = (new List<long> { 0 }, new List<T>());
        foreach (var row in rows)
        {
            values.AddRange(row);
            offsets.Add(values.Count);
        }

        return new CompressedRows<T>([.. offsets], [.. values]);
    }
}
