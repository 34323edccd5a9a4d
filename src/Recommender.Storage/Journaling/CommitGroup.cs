namespace Recommender.Storage.Journaling;

/// <summary>Those who wait for one commit.</summary>
internal sealed class CommitGroup
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Position up to which the commit reaches; nowhere until it has begun.</summary>
    public long Until { get; set; }

    /// <summary>How many wait.</summary>
    public int Waiters { get; set; }

    public Task Done => _done.Task;

    public void Complete() => _done.SetResult();

    public void Fail(Exception failure)
    {
        _done.SetException(failure);
        _ = _done.Task.Exception;   // seen, also if nobody waits
    }
}
