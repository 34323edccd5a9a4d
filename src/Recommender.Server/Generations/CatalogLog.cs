namespace Recommender.Server.Generations;

/// <summary>What the catalogue and the models tell the log.</summary>
internal static partial class CatalogLog
{
    [LoggerMessage(1, LogLevel.Error, "A settled part of the catalogue was not made; what is served stays, and it is tried again later.")]
    public static partial void NotMade(ILogger logger, Exception failure);

    [LoggerMessage(4, LogLevel.Error, "{Count} changes of titles are on disk and not served: the next generation was not made.")]
    public static partial void NotServed(ILogger logger, Exception failure, int count);

    [LoggerMessage(2, LogLevel.Warning, "Model {Version}, which was chosen to be served, cannot be: {Reason} The newest one is served instead.")]
    public static partial void ChosenModelMissing(ILogger logger, long version, string reason);

    [LoggerMessage(3, LogLevel.Warning, "A model is passed over: {Reason}")]
    public static partial void ModelPassedOver(ILogger logger, string reason);
}
