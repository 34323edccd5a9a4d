using System.Collections.Concurrent;

namespace Recommender.Grpc.Hostile;

/// <summary>Collects exceptions of tasks that nobody has looked at; they appear when the tasks are collected.</summary>
internal sealed class UnobservedExceptions : IDisposable
{
    private readonly ConcurrentQueue<Exception> _seen = new();

    public UnobservedExceptions() => TaskScheduler.UnobservedTaskException += Add;

    public IReadOnlyCollection<Exception> Seen => _seen;

    public void Dispose() => TaskScheduler.UnobservedTaskException -= Add;

    private void Add(object? sender, UnobservedTaskExceptionEventArgs unobserved) => _seen.Enqueue(unobserved.Exception);
}
