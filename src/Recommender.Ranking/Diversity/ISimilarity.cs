namespace Recommender.Ranking.Diversity;

/// <summary>How alike candidates are: a positive semidefinite matrix with ones on its diagonal, of which rows are asked for.</summary>
public interface ISimilarity
{
    /// <summary>Writes how alike one candidate is to every candidate.</summary>
    /// <param name="candidate">A place among the candidates.</param>
    /// <param name="similarities">Receives numbers in [-1, 1], shape (candidates).</param>
    void Fill(int candidate, Span<float> similarities);
}
