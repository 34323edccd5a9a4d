namespace Recommender.Learning.Import;

/// <summary>What becomes of interactions of the same member with the same title.</summary>
public enum DuplicatePolicy
{
    /// <summary>The latest by time stays; of equal times, the one that stands last.</summary>
    Last = 0,

    /// <summary>The earliest by time stays; of equal times, the one that stands first.</summary>
    First = 1,

    /// <summary>The one with the highest value stays; of equal ones, the latest.</summary>
    Highest = 2,

    /// <summary>The values are added, as counts of plays are; the time is the latest.</summary>
    Sum = 3,
}
