using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;
using Recommender.TestKit.Hosting;

namespace Recommender.Grpc.Hostile;

/// <summary>
/// Tells exceptions that bad bytes may cause from those that mean a mistake of ours. Whatever the level at which it is logged,
/// a null reference or an index out of range is a mistake.
/// </summary>
internal static class Surprises
{
    public static bool IsOne(LogLine line) => line.Level == LogLevel.Critical || (line.Exception is not null && !IsExpected(line.Exception));

    private static bool IsExpected(Exception exception) => exception switch
    {
        RpcException or IOException or OperationCanceledException or ConnectionAbortedException => true,
        InvalidProtocolBufferException or InvalidDataException => true,
        InvalidOperationException asked when IsAskedFor(asked) => true,
        _ => IsKestrelsOwn(exception) || IsThePackagesOwn(exception),
    };

    // A request may ask the echo service for an exception.
    private static bool IsAskedFor(InvalidOperationException exception) =>
        exception.TargetSite?.DeclaringType?.DeclaringType == typeof(EchoService);

    // The gRPC packages log more than these at the level of an error: a timeout of too many hours, a write to an ended call.
    private static bool IsThePackagesOwn(Exception exception) =>
        !GrpcStack.IsOurs && exception.StackTrace?.Contains(" Grpc.", StringComparison.Ordinal) == true;

    // No code of ours took part, and Kestrel ends the connection: its HPACK decoder meets index 0 with an IndexOutOfRangeException.
    private static bool IsKestrelsOwn(Exception exception) =>
        exception.StackTrace is { } stack && !stack.Contains("Recommender.", StringComparison.Ordinal) && !stack.Contains("Grpc.", StringComparison.Ordinal);
}
