namespace Grpc.Core;

/// <summary>The base of generated clients, which knows the generated type.</summary>
/// <typeparam name="T">The generated client.</typeparam>
public abstract class ClientBase<T> : ClientBase
    where T : ClientBase<T>
{
    /// <summary>Creates a client all of whose calls fail: the start of a test double.</summary>
    protected ClientBase()
    {
    }

    /// <summary>Creates a client as another one is configured.</summary>
    protected ClientBase(ClientBaseConfiguration configuration)
        : base(configuration)
    {
    }

    /// <summary>Creates a client on a channel.</summary>
    public ClientBase(ChannelBase channel)
        : base(channel)
    {
    }

    /// <summary>Creates a client on what starts its calls.</summary>
    public ClientBase(CallInvoker callInvoker)
        : base(callInvoker)
    {
    }

    /// <summary>A copy of this client that asks for another host.</summary>
    public T WithHost(string host) => NewInstance(Configuration.WithHost(host));

    /// <summary>Creates a client of the generated type.</summary>
    protected abstract T NewInstance(ClientBaseConfiguration configuration);
}
