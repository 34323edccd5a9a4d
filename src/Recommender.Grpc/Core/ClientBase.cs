namespace Grpc.Core;

/// <summary>The base of generated clients.</summary>
public abstract class ClientBase
{
    /// <summary>Creates a client all of whose calls fail: the start of a test double.</summary>
    protected ClientBase()
        : this(new UnimplementedCallInvoker())
    {
    }

    /// <summary>Creates a client as another one is configured.</summary>
    protected ClientBase(ClientBaseConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        Configuration = configuration;
        CallInvoker = configuration.CreateCallInvoker();
    }

    /// <summary>Creates a client on a channel.</summary>
    public ClientBase(ChannelBase channel)
        : this((channel ?? throw new ArgumentNullException(nameof(channel))).CreateCallInvoker())
    {
    }

    /// <summary>Creates a client on what starts its calls.</summary>
    public ClientBase(CallInvoker callInvoker)
        : this(new ClientBaseConfiguration(callInvoker, host: null))
    {
    }

    /// <summary>What starts the calls.</summary>
    protected CallInvoker CallInvoker { get; }

    internal ClientBaseConfiguration Configuration { get; }

    /// <summary>What a client hands on to a copy of itself; opaque.</summary>
    protected internal class ClientBaseConfiguration
    {
        private readonly CallInvoker _invoker;
        private readonly string? _host;

        internal ClientBaseConfiguration(CallInvoker invoker, string? host)
        {
            ArgumentNullException.ThrowIfNull(invoker);
            _invoker = invoker;
            _host = host;
        }

        internal CallInvoker CreateCallInvoker() => _host is null ? _invoker : new HostCallInvoker(_invoker, _host);

        internal ClientBaseConfiguration WithHost(string host)
        {
            ArgumentNullException.ThrowIfNull(host);
            return new ClientBaseConfiguration(_invoker, host);
        }
    }
}
