namespace Recommender.Storage.Members;

/// <summary>What holds of a title beside the times of what was done with it.</summary>
[Flags]
#pragma warning disable CA1028 // One byte on disk.
public enum ActivityStates : byte
#pragma warning restore CA1028
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>It was watched before, and nothing is known of how.</summary>
    WatchedBefore = 1,

    /// <summary>Thumbs up.</summary>
    ThumbsUp = 2,

    /// <summary>Thumbs down.</summary>
    ThumbsDown = 4,
}
