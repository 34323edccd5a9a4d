using Recommender.Server.Catalogs;
using Recommender.Storage.Members;

namespace Recommender.Server.Generations;

/// <summary>A title that is to be put or deleted, and who waits for it.</summary>
/// <param name="id">Its id in UTF-8.</param>
/// <param name="packed">The title as the store keeps it; null to delete it.</param>
internal sealed class TitleChange(byte[] id, byte[]? packed) : WriterTurn
{
    private readonly TaskCompletionSource<ChangeOutcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>In UTF-8.</summary>
    public byte[] Id => id;

    /// <summary>Its hash.</summary>
    public ulong Hash { get; } = IdHash.Of(id);

    /// <summary>Null to delete.</summary>
    public byte[]? Packed => packed;

    /// <summary>Whether there was such a title when its turn came.</summary>
    public bool Existed { get; set; }

    /// <summary>Whether it came to nothing.</summary>
    public bool Failed => _outcome.Task.IsFaulted;

    /// <summary>Ends when the change is on disk and served.</summary>
    public Task<ChangeOutcome> Outcome => _outcome.Task;

    /// <summary>It is on disk and served.</summary>
    public void Succeed(long version) => _outcome.TrySetResult(new ChangeOutcome(Existed, version));

    /// <summary>It came to nothing.</summary>
    public void Fail(Exception failure) => _outcome.TrySetException(failure);
}
