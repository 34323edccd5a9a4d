using FASTER.core;

namespace Recommender.Storage.Devices;

/// <summary>
/// Reads started by the callback of a read. FASTER walks a chain of records that way, one read a link, and called back inline
/// it would walk down the stack. From a depth on, a read waits in its thread's queue until the callback above it has returned.
/// </summary>
internal static class NestedReads
{
    /// <summary>Reads within reads that a device allows. One that wraps another allows fewer, so that the inner one never defers.</summary>
    public const int Deepest = 16;

    [ThreadStatic] private static int _depth;
    [ThreadStatic] private static Queue<Action>? _deferred;

    /// <summary>Enters a read, unless it is too deep: then it is kept for later, and the caller returns.</summary>
    public static bool Defers(
        IDevice device, int deepest, int segment, ulong offset, nint destination, uint length, DeviceIOCompletionCallback callback, object? context)
    {
        if (_depth < deepest)
        {
            _depth++;
            return false;
        }

        Keep(device, segment, offset, destination, length, callback, context);
        return true;
    }

    /// <summary>Leaves a read; the outermost takes the deferred ones with it, so that none is left when it returns.</summary>
    public static void Leave()
    {
        _depth--;
        while (_depth == 0 && _deferred is { Count: > 0 } deferred) deferred.Dequeue()();
    }

    /// <summary>Apart, so that a read that does not wait pays for no closure.</summary>
    private static void Keep(
        IDevice device, int segment, ulong offset, nint destination, uint length, DeviceIOCompletionCallback callback, object? context) =>
        (_deferred ??= new Queue<Action>()).Enqueue(() => device.ReadAsync(segment, offset, destination, length, callback, context));
}
