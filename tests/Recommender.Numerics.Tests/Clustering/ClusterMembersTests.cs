using Recommender.Numerics.Clustering;

namespace Recommender.Numerics.Tests.Clustering;

public sealed class ClusterMembersTests
{
    [Theory, InlineData(2), InlineData(7), InlineData(40)]
    public void Gives_empty_clusters_half_of_the_largest_and_loses_no_row_and_no_cosine(int clusters)
    {
        using var sample = TestVectors.Floats(seed: clusters, rows: 40, dimension: 6);
        using var centroids = TestVectors.Floats(seed: 1, clusters, dimension: 6);
        var members = new ClusterMembers(sample, clusters);
        var random = new Random(clusters);
        for (var round = 0; round < 50; round++)
        {
            // Clusters from the limit on are empty.
            var limit = random.Next(1, clusters + 1);
            int[] clusterOf = [.. Enumerable.Range(0, 40).Select(_ => random.Next(limit))];
            var empty = clusters - clusterOf.Distinct().Count();
            members.Sort(clusterOf);
            var before = SumOfCosines(members);

            Assert.Equal(empty, members.FillEmpty(centroids));

            var lists = Enumerable.Range(0, clusters).Select(c => members[c].ToArray()).ToArray();
            Assert.Equal(Enumerable.Range(0, 40), lists.SelectMany(list => list).Order());
            Assert.All(lists, Assert.NotEmpty);
            Assert.True(SumOfCosines(members) >= before - 1e-9);
        }

        // With the mean direction of a cluster's rows as its centroid, the cosines of its rows sum to the norm of their sum.
        double SumOfCosines(ClusterMembers of)
        {
            var total = 0.0;
            for (var c = 0; c < clusters; c++)
            {
                var sum = new double[6];
                foreach (var row in of[c])
                {
                    for (var i = 0; i < 6; i++) sum[i] += sample[row][i];
                }

                total += Math.Sqrt(sum.Sum(x => x * x));
            }

            return total;
        }
    }

    [Fact]
    public void Splits_rows_by_the_side_on_which_they_lie()
    {
        using var sample = new AlignedMatrix<float>(6, 2);
        for (var row = 0; row < 6; row++) (sample.Writable(row)[0], sample.Writable(row)[1]) = (MathF.Cos(row % 2), MathF.Sin(row % 2));
        using var centroids = new AlignedMatrix<float>(2, 2);
        centroids.Writable(0)[0] = 1;
        var members = new ClusterMembers(sample, 2);

        members.Sort(new int[6]);
        members.FillEmpty(centroids);

        Assert.Equal([0, 2, 4], members[0].ToArray().Order());
        Assert.Equal([1, 3, 5], members[1].ToArray().Order());
    }
}
