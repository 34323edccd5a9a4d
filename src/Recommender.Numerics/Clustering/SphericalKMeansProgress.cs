namespace Recommender.Numerics.Clustering;

/// <summary>How far training is.</summary>
/// <param name="Iteration">Iterations done: 0 when the first centroids are chosen.</param>
/// <param name="MeanCosine">Mean over the rows trained on of the cosine with the nearest centroid, −1 to 1, higher is better; it never falls.</param>
/// <param name="Splits">Clusters that were split in this iteration, since others were empty.</param>
public readonly record struct SphericalKMeansProgress(int Iteration, double MeanCosine, int Splits);
