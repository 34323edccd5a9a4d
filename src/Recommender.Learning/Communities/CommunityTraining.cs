using Recommender.Numerics;
using Recommender.Numerics.Clustering;

namespace Recommender.Learning.Communities;

/// <summary>Finds communities among members' vectors, and how sharply members belong to them.</summary>
internal static class CommunityTraining
{
    // Members whose distances say how sharp memberships are.
    private const int Sampled = 10_000;
    private const float LeastSharpness = 1e-3f;

    /// <summary>Number of rows that are not zeros.</summary>
    public static int CountMembers(AlignedMatrix<float> members)
    {
        var count = 0;
        for (var row = 0; row < members.Rows; row++)
            if (members[row].ContainsAnyExcept(0f)) count++;
        return count;
    }

    /// <summary>Trains centroids, shape (communities, d).</summary>
    public static AlignedMatrix<float> Train(
        AlignedMatrix<float> members, int count, TasteCommunityOptions options, IProgress<SphericalKMeansProgress>? progress, CancellationToken cancellation)
    {
        var training = new SphericalKMeansOptions { Seed = options.Seed, Threads = options.Threads };
        return SphericalKMeans.Train(members, count, training, progress, cancellation);
    }

    /// <summary>Says how members belong to centroids: the last of a member's few weighs e⁻² of the first, in the mean.</summary>
    public static CommunityAssigner Assigner(AlignedMatrix<float> members, AlignedMatrix<float> centroids, int few)
    {
        var nearest = new NearestCentroids(centroids);
        few = Math.Min(few, centroids.Rows);
        var (communities, scores) = (new int[few], new float[few]);
        var (sum, count) = (0.0, 0);
        for (long i = 0; i < Math.Min(Sampled, members.Rows); i++)
        {
            // Spread over all rows: they may be in order of time.
            var row = members.Rows <= Sampled ? (int)i : (int)(i * members.Rows / Sampled);
            var norm = CommunityAssigner.Norm(members[row]);
            if (norm == 0) continue;
            nearest.Find(members[row], communities, scores);
            sum += (scores[0] - scores[few - 1]) / norm;
            count++;
        }

        return new CommunityAssigner(nearest, count == 0 ? 1 : MathF.Max(LeastSharpness, (float)(sum / count / 2)));
    }
}
