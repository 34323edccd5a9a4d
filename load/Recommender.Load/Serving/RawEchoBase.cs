using Grpc.Core;

namespace Recommender.Load.Serving;

/// <summary>The echo over pooled bytes, bound by hand as generated code binds itself.</summary>
[BindServiceMethod(typeof(RawEchoBase), nameof(Bind))]
internal abstract class RawEchoBase
{
    /// <summary>The method, for server and client.</summary>
    public static readonly Method<PooledBytes, PooledBytes> RepeatMethod =
        new(MethodType.Unary, "recommender.load.v1.RawEcho", "Repeat", PooledBytes.Marshaller, PooledBytes.Marshaller);

    /// <summary>Tells a server which methods there are; without an instance it is asked for their names only.</summary>
    public static void Bind(ServiceBinderBase binder, RawEchoBase? service) =>
        binder.AddMethod(RepeatMethod, service is null ? null : service.Repeat);

    /// <summary>The handler, found by a server through its override.</summary>
    public abstract Task<PooledBytes> Repeat(PooledBytes request, ServerCallContext context);
}
