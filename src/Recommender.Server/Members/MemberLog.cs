namespace Recommender.Server.Members;

/// <summary>What the log says of members.</summary>
internal static partial class MemberLog
{
    [LoggerMessage(1, LogLevel.Error, "A member's portrait cannot be read; the member is served as a stranger.")]
    public static partial void Unreadable(ILogger logger, Exception failure);
}
