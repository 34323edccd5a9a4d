namespace Recommender.Server.Rehearsals;

/// <summary>What a rehearsal tells the log.</summary>
internal static partial class RehearsalLog
{
    [LoggerMessage(1, LogLevel.Warning, "The server was not rehearsed to the end, so its first calls may wait for the compiler: {Reason}")]
    public static partial void Failed(ILogger logger, string reason);
}
