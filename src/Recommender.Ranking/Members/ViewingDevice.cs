namespace Recommender.Ranking.Members;

/// <summary>What is watched on, as far as one watches differently on it.</summary>
public enum ViewingDevice
{
    /// <summary>Not known.</summary>
    Unknown = 0,

    /// <summary>A television.</summary>
    Television = 1,

    /// <summary>A phone or a tablet.</summary>
    Handheld = 2,

    /// <summary>A browser.</summary>
    Web = 3,
}
