using Microsoft.AspNetCore.Http;
using Recommender.Grpc.Server;

namespace Grpc.Core;

/// <summary>What a handler can ask of a call because it runs in ASP.NET Core.</summary>
public static class ServerCallContextExtensions
{
    /// <summary>The HTTP request and response beneath a call.</summary>
    /// <exception cref="InvalidOperationException">The call is not one of this server's.</exception>
    public static HttpContext GetHttpContext(this ServerCallContext serverCallContext)
    {
        ArgumentNullException.ThrowIfNull(serverCallContext);
        return serverCallContext is ServerCall call
            ? call.Http
            : throw new InvalidOperationException($"{serverCallContext.GetType()} is no call of this server.");
    }
}
