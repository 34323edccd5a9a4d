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

    /// <summary>Whether each row of the one has as many elements as that of the other.</summary>
    public static bool Pair<T, TOther>(CompressedRows<T> rows, CompressedRows<TOther> others)
        where T : unmanaged
        where TOther : unmanaged
    {
        if (rows.Rows != others.Rows) return false;
        for (var row = 0; row < rows.Rows; row++)
            if (rows[row].Length != others[row].Length) return false;
        return true;
    }
}
