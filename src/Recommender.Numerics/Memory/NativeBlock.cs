using System.Runtime.InteropServices;

namespace Recommender.Numerics.Memory;

/// <summary>Zeroed native memory that starts on a cache line. A safe handle, so that no scan outlives it.</summary>
internal sealed unsafe class NativeBlock : SafeHandle
{
    public NativeBlock(long bytes)
        : base(invalidHandleValue: 0, ownsHandle: true)
    {
        var length = checked((nuint)Math.Max(bytes, 1));
        var block = NativeMemory.AlignedAlloc(length, CacheLine.Bytes);
        NativeMemory.Clear(block, length);
        SetHandle((nint)block);
    }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        NativeMemory.AlignedFree((void*)handle);
        return true;
    }
}
