using Recommender.Numerics;

namespace Recommender.Ranking.Tests.Worlds;

internal static class Compressed
{
    public static CompressedRows<T> Rows<T>(IEnumerable<T[]> rows)
        where T : unmanaged
    {
        var all = rows.ToArray();
        var offsets = new long[all.Length + 1];
        for (var i = 0; i < all.Length; i++) offsets[i + 1] = offsets[i] + all[i].Length;
        return new CompressedRows<T>(offsets, all.SelectMany(static row => row).ToArray());
    }
}
