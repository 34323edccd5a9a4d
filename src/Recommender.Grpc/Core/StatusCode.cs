namespace Grpc.Core;

/// <summary>The result codes of gRPC, with their numbers on the wire.</summary>
public enum StatusCode
{
    /// <summary>The call succeeded.</summary>
    OK = 0,

    /// <summary>The call was cancelled, usually by its caller.</summary>
    Cancelled = 1,

    /// <summary>An error of which nothing more may be said.</summary>
    Unknown = 2,

    /// <summary>The request is wrong whatever the state of the system.</summary>
    InvalidArgument = 3,

    /// <summary>The deadline passed before the call ended; its effect may have taken place.</summary>
    DeadlineExceeded = 4,

    /// <summary>The thing asked for does not exist.</summary>
    NotFound = 5,

    /// <summary>The thing to be created is there already.</summary>
    AlreadyExists = 6,

    /// <summary>The caller is known and may not do this.</summary>
    PermissionDenied = 7,

    /// <summary>A quota, a size limit or a resource is used up.</summary>
    ResourceExhausted = 8,

    /// <summary>The system is not in the state that the call needs; trying again without a change is of no use.</summary>
    FailedPrecondition = 9,

    /// <summary>The call lost against a concurrent one; the caller may start over.</summary>
    Aborted = 10,

    /// <summary>The call went past the end of a valid range.</summary>
    OutOfRange = 11,

    /// <summary>The method or service is not there.</summary>
    Unimplemented = 12,

    /// <summary>The implementation or the transport broke a rule of its own.</summary>
    Internal = 13,

    /// <summary>The service can't be reached or is not ready; trying again later may help.</summary>
    Unavailable = 14,

    /// <summary>Data was lost or damaged beyond repair.</summary>
    DataLoss = 15,

    /// <summary>The caller is not known.</summary>
    Unauthenticated = 16,
}
