using Recommender.Numerics.Kernels;

namespace Recommender.Numerics.Tests.InvertedFiles;

/// <summary>What a search must find, by the definition.</summary>
internal static class Expect
{
    /// <summary>The best of rows with any numbers.</summary>
    public static ScoredRow[] Best(IEnumerable<KeyValuePair<int, float[]>> rows, float[] query, int k) =>
    [
        .. (from row in rows
            let score = ScalarDot.Of(row.Value, query)
            orderby float.IsFinite(score) descending, float.IsFinite(score) ? score : 0 descending, row.Key
            select new ScoredRow(row.Key, score)).Take(k),
    ];

    /// <summary>The part of the true best rows that a search finds, mean over queries; whatever ties with the last of them counts.</summary>
    public static double Recall(InvertedFile index, AlignedMatrix<float> rows, AlignedMatrix<float> queries, int k, ulong[] allowed)
    {
        var (found, scratch) = (new ScoredRow[k], new InvertedFileScratch());
        var right = 0;
        for (var q = 0; q < queries.Rows; q++)
        {
            var least = NaiveTopK.Of(rows, queries[q].ToArray(), k, allowed)[^1].Score;
            Assert.Equal(k, index.Search(queries[q], found, scratch, allowed));
            right += found.Count(row => row.Score >= least);
        }

        return (double)right / k / queries.Rows;
    }

    public static ulong[] Bitmap(Random random, int rows, double density)
    {
        var bitmap = new ulong[(rows + 63) / 64];
        for (var row = 0; row < rows; row++)
        {
            if (random.NextDouble() < density) bitmap[row / 64] |= 1ul << (row % 64);
        }

        return bitmap;
    }
}
