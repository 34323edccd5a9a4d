using System.Runtime.InteropServices;

namespace Recommender.Storage.Unix;

/// <summary>Writeback of a part of a file, before the system would begin with it. Advice: where it is not to be had, files are written as they are without it.</summary>
internal static class Writeback
{
    private static volatile bool _absent;

    /// <summary>Advises.</summary>
    /// <param name="file">Open for writing.</param>
    /// <param name="offset">Where the part begins, in bytes.</param>
    /// <param name="length">Its bytes.</param>
    /// <param name="flags">What is done, as <c>sync_file_range</c> has it.</param>
    /// <exception cref="IOException">The disk did not take what was written; HResult is the errno.</exception>
    /// <exception cref="ObjectDisposedException">The file is closed.</exception>
    public static void Run(SafeHandle file, long offset, long length, uint flags)
    {
        if (_absent || Libc.SyncRange(file, offset, length, flags) == 0) return;
        var code = Marshal.GetLastPInvokeError();
        if (code is Libc.NoSuchCall or Libc.NotPermitted) _absent = true;   // of this system, or of what it allows this process
        else if (code is not (Libc.InvalidArgument or Libc.NoSeek or Libc.NotSupported)) throw new IOException(Marshal.GetPInvokeErrorMessage(code), code);
    }
}
