using FsCheck;
using FsCheck.Fluent;
using Recommender.Numerics;
using Recommender.Ranking.Catalogs;
using Recommender.Server.Catalogs;

namespace Recommender.Server.Tests.Catalogs;

public sealed class GrowingSearchTests
{
    private const int Dimension = 3;

    // Few values, so that scores are often alike; infinite ones, so that some scores are no numbers.
    private static readonly float[] Elements = [-1, 0, 0.5f, 1, 2, float.PositiveInfinity];

    [Fact]
    public void Finds_what_an_index_of_all_rows_finds_however_they_came()
    {
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), static seed =>
        {
            var random = new Random(seed);
            using var rows = Draw(random, random.Next(1, 400));
            var (search, scratch) = (GrowingSearch.Empty, new TitleSearchScratch());
            for (var count = 0; count < rows.Rows;)
            {
                count = Math.Min(rows.Rows, count + random.Next(1, random.Next(2) == 0 ? 4 : 100));
                var some = rows.Slice(0, count);
                search = search.Over(some);
                float[] query = [random.Next(-2, 3), random.Next(-2, 3), random.NextSingle()];
                var allowed = Enumerable.Range(0, (count + 63) / 64).Select(_ => (ulong)random.NextInt64() << random.Next(64)).ToArray();
                var (found, expected) = (new ScoredRow[random.Next(1, 120)], Array.Empty<ScoredRow>());
                expected = new ScoredRow[found.Length];
                using var index = new ExactTopK(some);

                var expectedCount = index.Search(query, expected, scratch.Exact, allowed);

                Assert.Equal(expectedCount, search.Search(query, found, scratch, allowed));
                Assert.Equal(expected[..expectedCount], found[..expectedCount]);
            }
        }).Check(Config.QuickThrowOnFailure.WithReplay(20260101UL, 1UL).WithMaxTest(60));
    }

    private static AlignedMatrix<float> Draw(Random random, int rows)
    {
        var matrix = new AlignedMatrix<float>(rows, Dimension);
        for (var row = 0; row < rows; row++)
            foreach (ref var element in matrix.Writable(row)) element = Elements[random.Next(random.Next(20) == 0 ? 6 : 5)];
        return matrix;
    }
}
