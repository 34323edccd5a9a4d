namespace Recommender.Storage.Store;

/// <summary>What long work does between two steps: it ends where it is told to, and rests where its owner wants it to.</summary>
/// <param name="rest">Called between steps, of which each takes much less than a millisecond; may wait. Null for work that somebody waits for.</param>
/// <param name="cancellation">Ends the work.</param>
internal readonly struct Pauses(Action? rest, CancellationToken cancellation)
{
    /// <summary>Between two steps, while nothing is held that others need.</summary>
    /// <exception cref="OperationCanceledException">It is to end.</exception>
    public void Step()
    {
        cancellation.ThrowIfCancellationRequested();
        rest?.Invoke();
    }
}
