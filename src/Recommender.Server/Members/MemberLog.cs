namespace Recommender.Server.Members;

/// <summary>What the log says of members.</summary>
internal static partial class MemberLog
{
    [LoggerMessage(1, LogLevel.Error, "A member's portrait cannot be read; the member is served as a stranger.")]
    public static partial void Unreadable(ILogger logger, Exception failure);

    [LoggerMessage(2, LogLevel.Error, "What members' portraits derive from their histories cannot be written; pages derive it each time.")]
    public static partial void UpkeepFailed(ILogger logger, Exception failure);

    [LoggerMessage(3, LogLevel.Error, "What was deleted or replaced of members cannot be taken off the disk yet; it is tried again later.")]
    public static partial void CompactionFailed(ILogger logger, Exception failure);
}
