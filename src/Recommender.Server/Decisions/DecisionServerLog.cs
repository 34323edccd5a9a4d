namespace Recommender.Server.Decisions;

/// <summary>What the recording of decisions tells the log.</summary>
internal static partial class DecisionServerLog
{
    [LoggerMessage(1, LogLevel.Error, "The log of decisions takes no more until the server is started anew; pages are served and artworks learnt all the same.")]
    public static partial void LogEnds(ILogger logger, Exception failure);

    [LoggerMessage(2, LogLevel.Warning, "{Answers} answers and {Events} events came faster than decisions are written, and are not in the log of decisions; pages are served all the same.")]
    public static partial void Dropped(ILogger logger, long answers, long events);
}
