using Recommender.Numerics.Files;

namespace Recommender.Storage.Data;

/// <summary>Locks that keys share: of one key, one change at a time.</summary>
internal sealed class StripeLocks
{
    private const int Count = 1024;

    private readonly Lock[] _locks = [.. Enumerable.Range(0, Count).Select(static _ => new Lock())];

    /// <summary>The lock of a key.</summary>
    public Lock Of(ReadOnlySpan<byte> key) => _locks[Crc32C.Of(key) % Count];

    /// <summary>Returns when every change that had begun is done.</summary>
    public void PassThrough()
    {
        foreach (var one in _locks)
        {
            one.Enter();
            one.Exit();
        }
    }
}
