using System.Runtime.InteropServices;

namespace Recommender.Numerics.Memory;

/// <summary>Asks Linux to back memory with pages of 2 MiB: a row fetched at random then waits for one table less.</summary>
internal static unsafe partial class HugePages
{
    public const int Bytes = 1 << 21;

    private const int AdviseHugePages = 14;   // MADV_HUGEPAGE

    /// <summary>Asks for it; where the system does not know of it or has none to spare, memory is what it was.</summary>
    public static void Ask(void* start, nuint bytes)
    {
        if (OperatingSystem.IsLinux()) _ = Advise(start, bytes, AdviseHugePages);
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Advise(void* start, nuint bytes, int advice);
}
