using System.Runtime.InteropServices;

namespace Recommender.Numerics.Files;

/// <summary>Puts the names in a folder on disk, which .NET has no call for: it opens no folders.</summary>
internal static partial class FolderFlush
{
    private const int ReadOnly = 0;          // O_RDONLY
    private const int CloseOnExec = 0x80000; // O_CLOEXEC

    /// <summary>Returns when every file created, renamed or removed in the folder is so on disk: a file's own flush does not say that.</summary>
    /// <exception cref="IOException">The disk refused; nothing may be taken for durable.</exception>
    public static void Run(string path)
    {
        if (OperatingSystem.IsWindows()) return;   // it writes names through its own journal

        var folder = Open(path, ReadOnly | CloseOnExec);
        if (folder < 0) throw Failure(path);
        try
        {
            if (Sync(folder) != 0) throw Failure(path);
        }
        finally
        {
            _ = Close(folder);
        }
    }

    private static IOException Failure(string path)
    {
        var error = Marshal.GetLastPInvokeError();
        return new IOException($"cannot flush the folder {path}: {Marshal.GetPInvokeErrorMessage(error)}", error);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Sync(int file);

    [LibraryImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(int file);
}
