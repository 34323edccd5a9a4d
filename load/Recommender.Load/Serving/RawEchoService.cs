using Grpc.Core;

namespace Recommender.Load.Serving;

/// <summary>The echo over pooled bytes, bound by hand as generated code binds itself.</summary>
[BindServiceMethod(typeof(RawEchoService), nameof(Bind))]
internal sealed class RawEchoService
{
    /// <summary>The method, for server and client.</summary>
    public static readonly Method<PooledBytes, PooledBytes> RepeatMethod =
        new(MethodType.Unary, "recommender.load.v1.RawEcho", "Repeat", PooledBytes.Marshaller, PooledBytes.Marshaller);

    /// <summary>Tells a server which methods there are; without an instance it is asked for their names only.</summary>
    public static void Bind(ServiceBinderBase binder, RawEchoService? service) =>
        binder.AddMethod(RepeatMethod, service is null ? null : service.Repeat);

#pragma warning disable CA1822 // A server finds the method by the instance that it creates for each call.
    public Task<PooledBytes> Repeat(PooledBytes request, ServerCallContext context) => Task.FromResult(request);
#pragma warning restore CA1822
}
