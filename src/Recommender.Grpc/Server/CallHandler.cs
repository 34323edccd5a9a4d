using Microsoft.AspNetCore.Http;

namespace Recommender.Grpc.Server;

/// <summary>Serves the calls of one method: admits, opens, serves, and ends each with exactly one status.</summary>
internal abstract class CallHandler(ServerSettings settings, string method)
{
    /// <summary>Serves one call; never fails because of it.</summary>
    public Task HandleAsync(HttpContext http) =>
        RequestAdmission.Admits(http) ? RunAsync(new ServerCall(http, settings, method)) : Task.CompletedTask;

    /// <summary>Reads requests, calls the handler, writes responses.</summary>
    protected abstract ValueTask ServeAsync(ServerCall call);

    private async Task RunAsync(ServerCall call)
    {
#pragma warning disable CA1031 // This is the one place where what a handler throws becomes the status of its call.
        try
        {
            call.Open();
            await ServeAsync(call);
        }
        catch (Exception failure)
        {
            call.Fail(CallFailure.ToStatus(failure, call), failure);
        }
#pragma warning restore CA1031

        await call.CloseAsync();
    }
}
