using FASTER.core;

namespace Recommender.Storage.Store;

/// <summary>Where a read that went to the device leaves its outcome, on the stack of the thread that waits for it.</summary>
internal struct ColdCompletion
{
    public Status Status;
    public bool IsDone;
}
