namespace Recommender.Ranking.Diversity;

/// <summary>A hard constraint on a slate: what it refuses is not taken, however good.</summary>
public interface IPlacementRule
{
    /// <summary>Whether a candidate may come next after those placed so far.</summary>
    bool Allows(int candidate);

    /// <summary>Notes that a candidate comes next.</summary>
    void Place(int candidate);
}
