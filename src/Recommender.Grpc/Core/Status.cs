namespace Grpc.Core;

/// <summary>The result of a call: a code and a text for people.</summary>
public readonly struct Status
{
    /// <summary>Success without a text.</summary>
    public static readonly Status DefaultSuccess = new(StatusCode.OK, "");

    /// <summary>Cancelled without a text.</summary>
    public static readonly Status DefaultCancelled = new(StatusCode.Cancelled, "");

    /// <summary>Creates a status.</summary>
    /// <param name="statusCode">The code.</param>
    /// <param name="detail">The text that goes over the wire as <c>grpc-message</c>; any Unicode.</param>
    public Status(StatusCode statusCode, string detail)
        : this(statusCode, detail, debugException: null)
    {
    }

    /// <summary>Creates a status that remembers what caused it on this side of the wire.</summary>
    /// <param name="statusCode">The code.</param>
    /// <param name="detail">The text that goes over the wire as <c>grpc-message</c>; any Unicode.</param>
    /// <param name="debugException">The local cause; it is never sent.</param>
    public Status(StatusCode statusCode, string detail, Exception? debugException)
    {
        StatusCode = statusCode;
        Detail = detail;
        DebugException = debugException;
    }

    /// <summary>The code.</summary>
    public StatusCode StatusCode { get; }

    /// <summary>The text for people.</summary>
    public string Detail { get; }

    /// <summary>The local cause, if there is one; it is never sent.</summary>
    public Exception? DebugException { get; }

    /// <inheritdoc/>
    public override string ToString() => DebugException is null
        ? $"Status(StatusCode=\"{StatusCode}\", Detail=\"{Detail}\")"
        : $"Status(StatusCode=\"{StatusCode}\", Detail=\"{Detail}\", DebugException=\"{DebugException.GetType()}: {DebugException.Message}\")";
}
