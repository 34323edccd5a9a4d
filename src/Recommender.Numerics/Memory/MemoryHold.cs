using System.Runtime.InteropServices;

namespace Recommender.Numerics.Memory;

/// <summary>Keeps a block of memory alive while kernels walk it, whoever disposes of its owner meanwhile.</summary>
internal readonly ref struct MemoryHold
{
    private readonly SafeHandle _memory;

    public MemoryHold(SafeHandle memory)
    {
        var held = false;
        memory.DangerousAddRef(ref held);   // throws ObjectDisposedException when it is gone already
        _memory = memory;
    }

    public void Dispose() => _memory.DangerousRelease();
}
