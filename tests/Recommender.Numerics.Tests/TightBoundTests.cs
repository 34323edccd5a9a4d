namespace Recommender.Numerics.Tests;

/// <summary>
/// Inputs on which the codes mislead by as much as the bound allows: the best row looks worst to the int8 scan, and only the
/// whole bound keeps it. With codes in steps of 1, a first element of 127 sets the scale and 0.49 is lost.
/// </summary>
public sealed class TightBoundTests
{
    private const int Dimension = 128;
    private const int Rows = 40;
    private const int BestRow = 23;

    private static readonly float[] Lossy = Vector(first: 127, others: 0.49f);
    private static readonly float[] Ones = Vector(first: 1, others: 1);

    [Fact]
    public void Keeps_a_row_whose_codes_lose_all_that_makes_it_best()
    {
        // 127 + 127 · 0.49 = 189.2, of which the codes see 127; of the others' 184 they see all.
        var other = Vector(first: 127, others: 0);
        other.AsSpan(1, 57).Fill(1);

        Assert.Equal(BestRow, BestOf(Ones, Lossy, other));
    }

    [Fact]
    public void Keeps_a_row_that_is_best_by_what_the_querys_codes_lose()
    {
        // 189.2 again, of which the query's codes see 127; the others' 1.4 · 127 = 177.8 they see whole.
        Assert.Equal(BestRow, BestOf(Lossy, Ones, Vector(first: 1.4f, others: 0)));
    }

    [Fact]
    public void Sinks_a_row_whose_score_overflows_though_its_codes_do_not_show_it()
    {
        // 189.2 · 1.8e36 is more than a float holds; the codes see 127 · 1.8e36, which it does hold.
        var overflowing = Array.ConvertAll(Lossy, x => x * 1.8e36f);

        Assert.Equal(BestRow, BestOf(Ones, Vector(first: 1, others: 0), overflowing));
    }

    /// <summary>The row that the search finds among one <paramref name="best"/> and many others, which must be the definition's.</summary>
    private static int BestOf(float[] query, float[] best, float[] other)
    {
        using var matrix = new AlignedMatrix<float>(Rows, Dimension);
        for (var row = 0; row < Rows; row++) (row == BestRow ? best : other).CopyTo(matrix.Writable(row));
        using var index = new ExactTopK(matrix);
        var found = new ScoredRow[1];

        Assert.Equal(1, index.Search(query, found, new TopKScratch()));
        Assert.Equal(NaiveTopK.Of(matrix, query, 1, []), found);
        return found[0].Row;
    }

    private static float[] Vector(float first, float others)
    {
        var vector = new float[Dimension];
        vector.AsSpan().Fill(others);
        vector[0] = first;
        return vector;
    }
}
