using Recommender.PageLoad.Driving;

namespace Recommender.PageLoad.Serving;

/// <summary>A server that is loaded: one that was there and stays, or one that was started and is stopped with this.</summary>
internal sealed class Server : IAsyncDisposable
{
    private readonly ChildServer? _started;

    /// <summary>One that stays.</summary>
    public Server(Target target) => Target = target;

    /// <summary>One that is stopped.</summary>
    public Server(ChildServer started) => (_started, Target) = (started, started.Target);

    /// <summary>Where it is.</summary>
    public Target Target { get; }

    public ValueTask DisposeAsync() => _started?.DisposeAsync() ?? ValueTask.CompletedTask;
}
