namespace Grpc.Core;

/// <summary>The methods of one service object with their handlers, as generated <c>BindService</c> code builds it; immutable.</summary>
public class ServerServiceDefinition
{
    private readonly Action<ServiceBinderBase>[] _bindings;

    private ServerServiceDefinition(Action<ServiceBinderBase>[] bindings) => _bindings = bindings;

    /// <summary>Starts a definition.</summary>
    public static Builder CreateBuilder() => new();

    internal void BindService(ServiceBinderBase binder)
    {
        foreach (var bind in _bindings) bind(binder);
    }

    /// <summary>Collects methods with their handlers.</summary>
    public class Builder
    {
        private readonly HashSet<string> _names = [];
        private readonly List<Action<ServiceBinderBase>> _bindings = [];

        /// <summary>Adds a unary method.</summary>
        /// <exception cref="ArgumentException">The method was added before.</exception>
        public Builder AddMethod<TRequest, TResponse>(
            Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse> handler)
            where TRequest : class
            where TResponse : class => Add(method, binder => binder.AddMethod(method, handler));

        /// <summary>Adds a client-streaming method.</summary>
        /// <exception cref="ArgumentException">The method was added before.</exception>
        public Builder AddMethod<TRequest, TResponse>(
            Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse> handler)
            where TRequest : class
            where TResponse : class => Add(method, binder => binder.AddMethod(method, handler));

        /// <summary>Adds a server-streaming method.</summary>
        /// <exception cref="ArgumentException">The method was added before.</exception>
        public Builder AddMethod<TRequest, TResponse>(
            Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse> handler)
            where TRequest : class
            where TResponse : class => Add(method, binder => binder.AddMethod(method, handler));

        /// <summary>Adds a duplex-streaming method.</summary>
        /// <exception cref="ArgumentException">The method was added before.</exception>
        public Builder AddMethod<TRequest, TResponse>(
            Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse> handler)
            where TRequest : class
            where TResponse : class => Add(method, binder => binder.AddMethod(method, handler));

        /// <summary>Ends the definition.</summary>
        public ServerServiceDefinition Build() => new([.. _bindings]);

        private Builder Add(IMethod method, Action<ServiceBinderBase> bind)
        {
            if (!_names.Add(method.FullName))
                throw new ArgumentException($"method '{method.FullName}' was added before", nameof(method));
            _bindings.Add(bind);
            return this;
        }
    }
}
