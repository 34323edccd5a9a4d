using Recommender.Numerics;

namespace Recommender.Learning.Factorization;

/// <summary>Members or titles in a factorisation.</summary>
/// <param name="Embeddings">Shape (rows, d).</param>
/// <param name="Gram">α₀ times the sum of their outer products, shape (d, d).</param>
/// <param name="Signals">What they are fitted to.</param>
internal sealed record Side(AlignedMatrix<float> Embeddings, AlignedMatrix<float> Gram, SignalRows Signals);
