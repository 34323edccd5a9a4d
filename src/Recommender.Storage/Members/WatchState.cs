namespace Recommender.Storage.Members;

/// <summary>What a member's history says of a title, beyond how much it was liked.</summary>
[Flags]
#pragma warning disable CA1028 // One byte on disk.
public enum WatchState : byte
#pragma warning restore CA1028
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Playing began.</summary>
    Started = 1,

    /// <summary>Watched to the end: not to be continued.</summary>
    Finished = 2,

    /// <summary>Given up.</summary>
    Abandoned = 4,

    /// <summary>Thumbs up.</summary>
    ThumbsUp = 8,

    /// <summary>Thumbs down.</summary>
    ThumbsDown = 16,

    /// <summary>Looked at, and none of the others: not to be taken for watched.</summary>
    Noticed = 32,
}
