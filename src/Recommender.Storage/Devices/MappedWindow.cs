using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Recommender.Storage.Unix;

namespace Recommender.Storage.Devices;

/// <summary>
/// A stretch of a file in memory, for reading. It may reach past the end of the file, which then grows into it; touching a
/// page that the file does not have yet would kill the process, so readers ask the file's length first.
/// A safe handle, so that a segment removed under a reader stays mapped until the reader is done.
/// </summary>
internal sealed unsafe class MappedWindow : SafeHandle
{
    private const int MostPages = 32;   // who reads more, does not do so for a call

    private readonly nuint _length;

    /// <summary>Maps a stretch.</summary>
    /// <param name="file">Open for reading.</param>
    /// <param name="offset">Start in the file, a multiple of the system's page.</param>
    /// <param name="length">Bytes of address space, at least 1.</param>
    /// <exception cref="IOException">The system refused the mapping.</exception>
    public MappedWindow(SafeFileHandle file, long offset, long length)
        : base(invalidHandleValue: -1, ownsHandle: true)
    {
        _length = checked((nuint)length);
        var address = Libc.Map(address: 0, _length, Libc.ProtectRead, Libc.MapShared, file, offset);
        if (address == Libc.MapFailed)
        {
            var code = Marshal.GetLastPInvokeError();
            throw new IOException($"mapping {length} bytes failed: {Marshal.GetPInvokeErrorMessage(code)}", code);
        }

        SetHandle(address);
        _ = Libc.Advise(address, _length, Libc.AdviseRandom);   // a page that leaves memory between the question and the copy comes back alone
    }

    public override bool IsInvalid => handle == -1;

    /// <summary>Copies bytes that the file is known to have, unless the disk would have to be waited for.</summary>
    /// <returns>Whether they were copied: not where the page cache lacks some, or they are very many.</returns>
    /// <exception cref="ObjectDisposedException">The segment is gone.</exception>
    public bool TryCopyTo(long offset, Span<byte> destination)
    {
        var held = false;
        try
        {
            DangerousAddRef(ref held);
            if (!IsInMemory((byte*)handle + offset, destination.Length)) return false;
            new ReadOnlySpan<byte>((byte*)handle + offset, destination.Length).CopyTo(destination);
            return true;
        }
        finally
        {
            if (held) DangerousRelease();
        }
    }

    private static bool IsInMemory(byte* start, int length)
    {
        var pageBytes = (nuint)Environment.SystemPageSize;
        var first = (nuint)start / pageBytes * pageBytes;
        var spanned = (nuint)start + (nuint)length - first;
        var pages = (int)((spanned + pageBytes - 1) / pageBytes);
        if (pages > MostPages) return false;

        var found = stackalloc byte[MostPages];
        if (Libc.InMemory((nint)first, spanned, found) != 0) return false;
        for (var i = 0; i < pages; i++)
        {
            if ((found[i] & 1) == 0) return false;
        }

        return true;
    }

    protected override bool ReleaseHandle() => Libc.Unmap(handle, _length) == 0;
}
