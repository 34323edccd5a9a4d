using Grpc.Core;

namespace Recommender.Grpc.Server;

/// <summary>The one table from failure to status. The text of an exception goes to the log, not to the client.</summary>
internal static class CallFailure
{
    public static Status ToStatus(Exception failure, ServerCall call)
    {
        switch (failure)
        {
            case RpcException chosen:
                ServerLog.CallFailed(call.Logger, call.Method, chosen.StatusCode, chosen.Status.Detail, chosen.Status.DebugException);
                return chosen.Status;

            case var _ when call.IsCancelled:
            case IOException when call.IsReset:
                ServerLog.CallCancelled(call.Logger, call.Method);
                return Status.DefaultCancelled;

            default:
                ServerLog.HandlerThrew(call.Logger, call.Method, failure);
                return new Status(StatusCode.Unknown, call.DetailedErrors
                    ? $"Exception was thrown by handler. {failure.GetType().Name}: {failure.Message}"
                    : "Exception was thrown by handler.");
        }
    }
}
