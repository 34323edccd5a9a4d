using Recommender.Learning.Factorization;
using Recommender.Numerics.Clustering;

namespace Recommender.Cli.Train;

/// <summary>Shows how far a training is.</summary>
internal interface ITrainDisplay : IProgress<FactorizationProgress>, IProgress<SphericalKMeansProgress>
{
    /// <summary>Begins a part that ends when the next begins.</summary>
    void Begin(string part);
}
