using Recommender.Learning.Factorization;
using Recommender.Numerics.Clustering;

namespace Recommender.Training;

/// <summary>Is told how far a training is.</summary>
public interface ITrainingProgress : IProgress<FactorizationProgress>, IProgress<SphericalKMeansProgress>
{
    /// <summary>Begins a part that ends when the next begins.</summary>
    /// <param name="part">What is done, in a few words.</param>
    void Begin(string part);
}
