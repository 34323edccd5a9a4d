using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Recommender.Grpc.Server;

/// <summary>Every message that the server logs.</summary>
internal static partial class ServerLog
{
    [LoggerMessage(1, LogLevel.Error, "The handler of {Method} threw.")]
    public static partial void HandlerThrew(ILogger logger, string method, Exception failure);

    [LoggerMessage(2, LogLevel.Debug, "{Method} ended with {StatusCode}: {Detail}")]
    public static partial void CallFailed(ILogger logger, string method, StatusCode statusCode, string detail, Exception? cause);

    [LoggerMessage(3, LogLevel.Debug, "{Method} was cancelled by its client.")]
    public static partial void CallCancelled(ILogger logger, string method);

    [LoggerMessage(4, LogLevel.Debug, "{Method} did not end before its deadline, {Timeout} after it began.")]
    public static partial void DeadlineExceeded(ILogger logger, string method, TimeSpan timeout);

    [LoggerMessage(5, LogLevel.Error, "The trailers of {Method} can't be sent.")]
    public static partial void TrailersRefused(ILogger logger, string method, Exception failure);

    [LoggerMessage(6, LogLevel.Debug, "{Method} could not be ended after its deadline.")]
    public static partial void DeadlineNotDelivered(ILogger logger, string method, Exception failure);
}
