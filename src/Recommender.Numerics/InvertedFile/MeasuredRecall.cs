namespace Recommender.Numerics;

/// <summary>What an inverted file found of the true best rows when it was built, on queries that had no part in choosing how far to look.</summary>
/// <param name="Recall">Mean part of the K best rows by the exact scan that were found, 0 to 1; a row that ties with the K-th counts.</param>
/// <param name="Queries">Queries that it was measured on.</param>
/// <param name="K">Rows asked for.</param>
/// <param name="Target">What was aimed at.</param>
public readonly record struct MeasuredRecall(double Recall, int Queries, int K, double Target);
