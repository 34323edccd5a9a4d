using System.Runtime.InteropServices;

namespace Recommender.Numerics.Files;

/// <summary>Gives each of two folders the other's name in one step, which .NET has no call for.</summary>
internal static partial class FolderExchange
{
    private const int WorkingFolder = -100;   // AT_FDCWD
    private const uint Exchange = 2;          // RENAME_EXCHANGE

    /// <summary>False where the system or the file system cannot; then nothing has changed.</summary>
    public static bool TryRun(string one, string other)
    {
        if (!OperatingSystem.IsLinux()) return false;
        try
        {
            return Rename(WorkingFolder, one, WorkingFolder, other, Exchange) == 0;
        }
        catch (EntryPointNotFoundException)
        {
            return false;   // a C library without it
        }
    }

    [LibraryImport("libc", EntryPoint = "renameat2", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Rename(int oneIn, string one, int otherIn, string other, uint flags);
}
