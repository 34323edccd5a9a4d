namespace Grpc.Core;

/// <summary>Receives the methods of a service from its generated binding code.</summary>
public class ServiceBinderBase
{
    /// <summary>Receives a unary method.</summary>
    /// <param name="method">The method.</param>
    /// <param name="handler">The handler; null where only the methods are asked for.</param>
    public virtual void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler)
        where TRequest : class
        where TResponse : class => throw new NotSupportedException();

    /// <summary>Receives a client-streaming method.</summary>
    /// <param name="method">The method.</param>
    /// <param name="handler">The handler; null where only the methods are asked for.</param>
    public virtual void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse>? handler)
        where TRequest : class
        where TResponse : class => throw new NotSupportedException();

    /// <summary>Receives a server-streaming method.</summary>
    /// <param name="method">The method.</param>
    /// <param name="handler">The handler; null where only the methods are asked for.</param>
    public virtual void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler)
        where TRequest : class
        where TResponse : class => throw new NotSupportedException();

    /// <summary>Receives a duplex-streaming method.</summary>
    /// <param name="method">The method.</param>
    /// <param name="handler">The handler; null where only the methods are asked for.</param>
    public virtual void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse>? handler)
        where TRequest : class
        where TResponse : class => throw new NotSupportedException();
}
