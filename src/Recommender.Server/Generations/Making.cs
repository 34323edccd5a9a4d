namespace Recommender.Server.Generations;

/// <summary>A settled part that is made aside, and what changed since its making began.</summary>
internal sealed class Making
{
    private readonly TaskCompletionSource _placed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ids of titles that changed since, by their hashes.</summary>
    public Dictionary<ulong, byte[]> Changed { get; } = [];

    /// <summary>Ends the making early.</summary>
    public CancellationTokenSource Cancellation { get; } = new();

    /// <summary>Ends when what was made is served, or never will be.</summary>
    public Task Placed => _placed.Task;

    /// <summary>It is served.</summary>
    public void Succeed() => _placed.TrySetResult();

    /// <summary>It will not be served.</summary>
    public void Fail(Exception failure) => _placed.TrySetException(failure);
}
