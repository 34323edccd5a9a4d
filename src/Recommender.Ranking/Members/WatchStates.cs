namespace Recommender.Ranking.Members;

/// <summary>What a history says of a title, beyond how much it was liked.</summary>
[Flags]
public enum WatchStates
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Playing began.</summary>
    Started = 1,

    /// <summary>Watched to the end.</summary>
    Finished = 2,

    /// <summary>Given up.</summary>
    Abandoned = 4,

    /// <summary>Thumbs up.</summary>
    ThumbsUp = 8,

    /// <summary>Thumbs down.</summary>
    ThumbsDown = 16,
}
