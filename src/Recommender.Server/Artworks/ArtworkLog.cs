namespace Recommender.Server.Artworks;

/// <summary>What the learning of artworks tells the log.</summary>
internal static partial class ArtworkLog
{
    [LoggerMessage(1, LogLevel.Warning, "What was counted of artworks cannot be read; it is counted anew from the log of decisions, as far back as that goes.")]
    public static partial void CountedAnew(ILogger logger, Exception failure);

    [LoggerMessage(2, LogLevel.Error, "What was counted of artworks was not written; it is tried again later.")]
    public static partial void NotWritten(ILogger logger, Exception failure);

    [LoggerMessage(3, LogLevel.Error, "Artworks were not learnt from; those that were stay, and it is tried again later.")]
    public static partial void NotLearnt(ILogger logger, Exception failure);

    [LoggerMessage(4, LogLevel.Warning, "The log of decisions cannot be read to its end; what comes after is not counted.")]
    public static partial void NotReplayed(ILogger logger, Exception failure);
}
