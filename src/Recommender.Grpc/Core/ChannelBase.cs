namespace Grpc.Core;

/// <summary>A way to a server, shared by many calls.</summary>
public abstract class ChannelBase
{
    /// <summary>Creates a channel.</summary>
    /// <param name="target">Host and port of the server.</param>
    protected ChannelBase(string target)
    {
        ArgumentNullException.ThrowIfNull(target);
        Target = target;
    }

    /// <summary>Host and port of the server.</summary>
    public string Target { get; }

    /// <summary>Gives what starts calls on this channel.</summary>
    public abstract CallInvoker CreateCallInvoker();

    /// <summary>Closes the channel; calls in progress are cancelled.</summary>
    public Task ShutdownAsync() => ShutdownAsyncCore();

    /// <summary>Implements <see cref="ShutdownAsync"/>.</summary>
    protected virtual Task ShutdownAsyncCore() => Task.CompletedTask;
}
