using Recommender.Learning.Artworks;
using Recommender.Learning.Tests.Baselines;

namespace Recommender.Learning.Tests.Artworks;

public sealed class RewardPriorTests
{
    private const int Tags = 4;
    private const int Artworks = 3;
    private static readonly ArtworkBanditOptions Options = new() { TitleDeviation = 0.8, TagDeviation = 0.6, ResidualDeviation = 0.3 };

    [Fact]
    public void The_posterior_is_that_of_all_unknowns_at_once()
    {
        var random = new Random(1);
        int[][][] depicts = [.. Enumerable.Range(0, 5).Select(_ => Enumerable.Range(0, Artworks).Select(_ => Enumerable.Range(0, Tags).Where(_ => random.Next(2) == 0).ToArray()).ToArray())];
        WorkingRewards[] rewards = [.. depicts.Select(_ =>
        {
            int[] seen = [.. Enumerable.Range(0, Artworks).Where(_ => random.Next(4) > 0)];
            if (seen.Length < 2) seen = [0, 2];
            return new WorkingRewards(seen, [.. seen.Select(_ => random.NextDouble() - 0.5)], [.. seen.Select(_ => 0.5 + 5 * random.NextDouble())]);
        })];

        var prior = new RewardPrior(Options);
        var taste = Taste(prior, depicts, rewards);
        var (mean, covariance) = Naive(depicts, rewards);
        for (var context = 0; context < depicts.Length; context++)
        {
            var posterior = prior.Posterior(rewards[context], depicts[context], taste);
            for (var i = 0; i < Artworks; i++)
            {
                var row = Row(depicts[context][i], context, i);
                Assert.Equal(row.Zip(mean, static (x, m) => x * m).Sum(), posterior.Means[i], 1e-9);
                for (var j = 0; j <= i; j++) Assert.Equal(Product(row, covariance, Row(depicts[context][j], context, j)), posterior.Covariance[i * Artworks + j], 1e-9);
            }
        }
    }

    private static TagTaste Taste(RewardPrior prior, int[][][] depicts, WorkingRewards[] rewards)
    {
        var (precision, right) = (new double[Tags * Tags], new double[Tags]);
        for (var context = 0; context < depicts.Length; context++) prior.AddEvidence(rewards[context], depicts[context], precision, right);
        for (var tag = 0; tag < Tags; tag++) precision[tag * Tags + tag] += 1 / (Options.TagDeviation * Options.TagDeviation);
        Cholesky.Factor(precision, Tags);
        Cholesky.Solve(precision, Tags, right);
        return new(right, Cholesky.Inverse(precision, Tags));
    }

    // Unknowns: effects of tags, then for each context the title's part and each artwork's own.
    private static (double[] Mean, double[] Covariance) Naive(int[][][] depicts, WorkingRewards[] rewards)
    {
        var n = Row([], depicts.Length - 1, 0).Length;
        var (precision, right) = (new double[n * n], new double[n]);
        for (var i = 0; i < n; i++)
        {
            var deviation = i < Tags ? Options.TagDeviation : (i - Tags) % (Artworks + 1) == 0 ? Options.TitleDeviation : Options.ResidualDeviation;
            precision[i * n + i] = 1 / (deviation * deviation);
        }

        for (var context = 0; context < depicts.Length; context++)
        {
            for (var at = 0; at < rewards[context].Seen.Length; at++)
            {
                var row = Row(depicts[context][rewards[context].Seen[at]], context, rewards[context].Seen[at]);
                for (var i = 0; i < n; i++)
                {
                    right[i] += row[i] * rewards[context].Precisions[at] * rewards[context].Logits[at];
                    for (var j = 0; j < n; j++) precision[i * n + j] += row[i] * row[j] * rewards[context].Precisions[at];
                }
            }
        }

        var covariance = NaiveInverse.Of(precision, n);
        return ([.. Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).Sum(j => covariance[i * n + j] * right[j]))], covariance);
    }

    private static double[] Row(int[] tags, int context, int artwork)
    {
        var row = new double[Tags + 5 * (Artworks + 1)];
        foreach (var tag in tags) row[tag] = 1;
        row[Tags + context * (Artworks + 1)] = 1;
        row[Tags + context * (Artworks + 1) + 1 + artwork] = 1;
        return row;
    }

    private static double Product(double[] left, double[] matrix, double[] right)
    {
        var sum = 0.0;
        for (var i = 0; i < left.Length; i++)
        {
            for (var j = 0; j < right.Length; j++) sum += left[i] * matrix[i * right.Length + j] * right[j];
        }

        return sum;
    }
}
