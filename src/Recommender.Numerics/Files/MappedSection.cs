using System.Runtime.InteropServices;

namespace Recommender.Numerics.Files;

/// <summary>A part of a mapped file, which stays mapped until the last of its parts is let go of.</summary>
internal sealed class MappedSection : SafeHandle
{
    private readonly SafeHandle _mapping;

    public MappedSection(SafeHandle mapping, long offset)
        : base(invalidHandleValue: 0, ownsHandle: true)
    {
        var held = false;
        mapping.DangerousAddRef(ref held);   // throws ObjectDisposedException when the file is closed already
        _mapping = mapping;
        SetHandle(mapping.DangerousGetHandle() + (nint)offset);
    }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        _mapping.DangerousRelease();
        return true;
    }
}
