using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using RpcStatus = Google.Rpc.Status;
using Status = Grpc.Core.Status;

namespace Recommender.Server.Errors;

/// <summary>Errors that a program can read: a <c>google.rpc.Status</c> with details rides in the trailers.</summary>
public static class RichError
{
    /// <summary>The trailer that carries the serialised <c>google.rpc.Status</c>.</summary>
    public const string TrailerName = "grpc-status-details-bin";

    // Trailers count against a client's header limit, which may be as low as 8 KiB.
    private const int MaxViolations = 16;

    /// <summary>INVALID_ARGUMENT with every violation; the status's text names them for a person too.</summary>
    /// <param name="violations">At least one. Past the sixteenth they are only counted, since trailers are small.</param>
    public static RpcException InvalidArgument(params IReadOnlyList<FieldViolation> violations)
    {
        ArgumentOutOfRangeException.ThrowIfZero(violations.Count, nameof(violations));
        var details = new BadRequest();
        foreach (var violation in violations.Take(MaxViolations))
        {
            details.FieldViolations.Add(
                new BadRequest.Types.FieldViolation { Field = violation.Field, Description = violation.Description });
        }

        var text = string.Join("; ", details.FieldViolations.Select(v => $"{v.Field} {v.Description}"));
        if (violations.Count > MaxViolations) text += $"; and {violations.Count - MaxViolations} more";
        return Create(StatusCode.InvalidArgument, text, details);
    }

    /// <summary>A failure that passes: says after what time another try makes sense.</summary>
    /// <param name="code">Such as UNAVAILABLE or RESOURCE_EXHAUSTED.</param>
    /// <param name="text">What is wrong, for a person.</param>
    /// <param name="retryAfter">Time to wait before the next try.</param>
    public static RpcException Retry(StatusCode code, string text, TimeSpan retryAfter) =>
        Create(code, text, new RetryInfo { RetryDelay = Duration.FromTimeSpan(retryAfter) });

    private static RpcException Create(StatusCode code, string text, IMessage detail)
    {
        var status = new RpcStatus { Code = (int)code, Message = text };
        status.Details.Add(Any.Pack(detail));
        return new RpcException(new Status(code, text), new Metadata { { TrailerName, status.ToByteArray() } });
    }
}
