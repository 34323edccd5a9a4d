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
        InvalidOperationException asked => asked.StackTrace?.Contains(nameof(EchoService), StringComparison.Ordinal) == true && IsAskedFor(asked),
        _ => false,
    };

    // A damaged request may ask for any text, but then the text is the whole of what the handler threw.
    private static bool IsAskedFor(InvalidOperationException exception) =>
        exception.GetType() == typeof(InvalidOperationException) && exception.TargetSite?.DeclaringType?.DeclaringType == typeof(EchoService);
}
