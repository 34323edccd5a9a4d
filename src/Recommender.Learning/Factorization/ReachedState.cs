using Recommender.Numerics;

namespace Recommender.Learning.Factorization;

/// <summary>All that the next epoch of a training depends on.</summary>
/// <param name="Titles">Embeddings, shape (titles, d).</param>
/// <param name="Losses">After each epoch so far.</param>
internal sealed record ReachedState(AlignedMatrix<float> Titles, IReadOnlyList<double> Losses);
