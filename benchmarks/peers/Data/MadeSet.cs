using Recommender.Numerics;

namespace Recommender.Peers.Data;

/// <summary>Rows and queries just made, and what they are.</summary>
internal sealed record MadeSet(AlignedMatrix<float> Rows, AlignedMatrix<float> Queries, string About);
