using Recommender.Ranking.Diversity;

namespace Recommender.Ranking.Tests.Diversity;

public sealed class DeterminantalPointProcessTests
{
    private readonly RerankScratch _scratch = new();

    [Fact]
    public void Chooses_what_raises_the_determinant_most_each_time()
    {
        var random = new Random(20260101);
        for (var round = 0; round < 300; round++)
        {
            var count = random.Next(1, 14);
            var similarity = Matrix.Random(random, count, dimension: random.Next(2, 6));
            var relevance = Enumerable.Range(0, count).Select(_ => random.NextSingle() * 3).ToArray();
            var dial = random.NextSingle();

            var chosen = Select(relevance, similarity, dial, length: random.Next(1, count + 1));

            AssertGreedy(relevance, similarity, dial, chosen);
        }
    }

    // A vector of candidates is looked at together: the choice must not show which share one.
    [Fact]
    public void The_order_in_which_candidates_come_changes_no_choice()
    {
        var random = new Random(20260101);
        for (var round = 0; round < 100; round++)
        {
            var count = random.Next(1, 120);
            var similarity = Matrix.Random(random, count, dimension: random.Next(2, 8));
            var relevance = Enumerable.Range(0, count).Select(_ => random.NextSingle()).ToArray();
            var (dial, length) = (random.NextSingle(), random.Next(1, Math.Min(count, 24) + 1));
            var bestFirst = Enumerable.Range(0, count).OrderByDescending(candidate => relevance[candidate]).ToArray();

            var chosen = Select(relevance, similarity, dial, length);
            var chosenOfBestFirst = Select([.. bestFirst.Select(candidate => relevance[candidate])], similarity.Permuted(bestFirst), dial, length);

            Assert.Equal(chosen, chosenOfBestFirst.Select(place => bestFirst[place]));
        }
    }

    [Fact]
    public void With_relevance_alone_the_order_is_relevances()
    {
        var similarity = Matrix.Random(new Random(1), 5, dimension: 3);

        Assert.Equal([3, 1, 4, 0, 2], Select([0.2f, 0.8f, 0.1f, 0.9f, 0.5f], similarity, dial: 1, length: 5));
    }

    [Fact]
    public void With_variety_alone_a_twin_comes_last()
    {
        var twins = new Matrix(new float[,] { { 1, 0.99f, 0 }, { 0.99f, 1, 0 }, { 0, 0, 1 } });

        Assert.Equal([0, 2, 1], Select([3, 2, 1], twins, dial: 0, length: 3));
    }

    [Fact]
    public void Candidates_that_are_all_alike_come_each_once()
    {
        var alike = new Matrix(new float[,] { { 1, 1, 1 }, { 1, 1, 1 }, { 1, 1, 1 } });

        Assert.Equal([2, 1, 0], Select([1, 2, 3], alike, dial: 0.5f, length: 3));
    }

    [Fact]
    public void What_the_rule_refuses_is_never_chosen()
    {
        var similarity = Matrix.Random(new Random(1), 6, dimension: 3);
        float[] relevance = [1, 9, 2, 8, 3, 7];
        var rule = new EvenOnly();
        var chosen = new int[6];

        var count = DeterminantalPointProcess.Select(relevance, ref similarity, ref rule, 0.7f, chosen, _scratch);

        Assert.Equal(3, count);
        Assert.Equal([0, 2, 4], chosen[..count].Order());
        Assert.Equal(chosen[..count], rule.Placed);
    }

    [Theory]
    [InlineData(-0.1f)]
    [InlineData(1.1f)]
    [InlineData(float.NaN)]
    public void A_dial_out_of_range_is_refused(float dial) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Select([1], Matrix.Random(new Random(1), 1, dimension: 2), dial, length: 1));

    [Fact]
    public void No_candidates_give_no_slate() => Assert.Empty(Select([], Matrix.Random(new Random(1), 0, dimension: 2), dial: 0.5f, length: 3));

    private int[] Select(float[] relevance, Matrix similarity, float dial, int length)
    {
        var (chosen, rule) = (new int[length], default(NoRule));
        return chosen[..DeterminantalPointProcess.Select(relevance, ref similarity, ref rule, dial, chosen, _scratch)];
    }

    // By the definition: determinants of whole matrices, in double. A choice may tie with the best to within rounding.
    private static void AssertGreedy(float[] relevance, Matrix similarity, float dial, int[] chosen)
    {
        Assert.Equal(chosen.Length, chosen.Distinct().Count());
        for (var k = 0; k < chosen.Length; k++)
        {
            var before = chosen[..k];
            var left = Enumerable.Range(0, relevance.Length).Except(before);
            var best = left.Max(candidate => Objective(relevance, similarity, dial, [.. before, candidate]));

            Assert.Equal(best, Objective(relevance, similarity, dial, chosen[..(k + 1)]), 2e-3);
        }
    }

    private static double Objective(float[] relevance, Matrix similarity, float dial, int[] slate) =>
        (dial * slate.Sum(i => relevance[i])) + ((1 - dial) * Math.Log(Math.Max(Determinant(similarity, slate), 1e-30)));

    private static double Determinant(Matrix similarity, int[] slate)
    {
        var n = slate.Length;
        var m = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++) m[i, j] = similarity[slate[i], slate[j]];
        }

        var determinant = 1.0;
        for (var p = 0; p < n; p++)
        {
            determinant *= m[p, p];   // positive definite: no pivoting needed
            for (var i = p + 1; i < n; i++)
            {
                for (var j = n - 1; j >= p; j--) m[i, j] -= m[i, p] / m[p, p] * m[p, j];
            }
        }

        return determinant;
    }

    private struct EvenOnly : IPlacementRule
    {
        private List<int>? _placed;

        public readonly IReadOnlyList<int> Placed => _placed ?? [];

        public readonly bool Allows(int candidate) => candidate % 2 == 0;

        public void Place(int candidate) => (_placed ??= []).Add(candidate);
    }
}
