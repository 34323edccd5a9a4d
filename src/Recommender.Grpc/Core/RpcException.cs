namespace Grpc.Core;

/// <summary>A call that did not end with OK; thrown by clients, and by handlers to choose the status of their call.</summary>
public class RpcException : Exception
{
    /// <summary>Creates an exception whose message is made of the status.</summary>
    public RpcException(Status status)
        : this(status, Metadata.Empty, status.ToString())
    {
    }

    /// <summary>Creates an exception with a message of its own.</summary>
    public RpcException(Status status, string message)
        : this(status, Metadata.Empty, message)
    {
    }

    /// <summary>Creates an exception with the trailers that go, or came, with the status.</summary>
    public RpcException(Status status, Metadata trailers)
        : this(status, trailers, status.ToString())
    {
    }

    /// <summary>Creates an exception with trailers and a message of its own.</summary>
    public RpcException(Status status, Metadata trailers, string message)
        : base(message, status.DebugException)
    {
        ArgumentNullException.ThrowIfNull(trailers);
        Status = status;
        Trailers = trailers;
    }

    /// <summary>The status of the call.</summary>
    public Status Status { get; }

    /// <summary>The code of <see cref="Status"/>.</summary>
    public StatusCode StatusCode => Status.StatusCode;

    /// <summary>The trailers of the call; empty if it had none.</summary>
    public Metadata Trailers { get; }
}
