using Recommender.Numerics.Clustering;

namespace Recommender.CommunityFigures;

/// <summary>Notes the mean cosine after each iteration, as it comes.</summary>
internal sealed class Noting(List<double> cosines) : IProgress<SphericalKMeansProgress>
{
    public void Report(SphericalKMeansProgress value) => cosines.Add(value.MeanCosine);
}
