using Recommender.Peers.Judging;

namespace Recommender.Peers.Tests;

public sealed class RecallTests
{
    private static readonly float[] Scores = [9, 8, 7, 7, 5];

    [Fact]
    public void Is_the_share_of_the_best_rows_found_in_any_order() => Assert.Equal(2 / 3.0, Of([1, 4, 0], worstOfBest: 7, k: 3), 12);

    [Fact]
    public void Takes_a_row_that_ties_with_the_last_of_the_best_for_one_of_them() => Assert.Equal(1, Of([0, 1, 3], worstOfBest: 7, k: 3));

    [Fact]
    public void Counts_a_row_that_is_named_twice_once() => Assert.Equal(1 / 3.0, Of([0, 0, 0], worstOfBest: 7, k: 3), 12);

    [Fact]
    public void Takes_a_number_below_zero_for_no_row() => Assert.Equal(0.5, Of([0, -1], worstOfBest: 8, k: 2));

    [Fact]
    public void Is_at_most_one_however_many_rows_tie() => Assert.Equal(1, Of([0, 1, 2, 3], worstOfBest: 7, k: 3));

    private static double Of(int[] found, float worstOfBest, int k) => Recall.Of(found, row => Scores[row], worstOfBest, k);
}
