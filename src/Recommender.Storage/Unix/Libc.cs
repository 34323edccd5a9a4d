using System.Runtime.InteropServices;

namespace Recommender.Storage.Unix;

/// <summary>The calls of the C library that the framework has no door to.</summary>
internal static partial class Libc
{
    public const int ReadOnly = 0;          // O_RDONLY
    public const int CloseOnExec = 0x80000; // O_CLOEXEC
    public const int Writable = 2;          // W_OK
    public const int ProtectRead = 1;       // PROT_READ
    public const int MapShared = 1;         // MAP_SHARED
    public const int LockExclusive = 2;     // LOCK_EX
    public const int LockNoWait = 4;        // LOCK_NB
    public const int AdviseRandom = 1;      // MADV_RANDOM

    public const int NotPermitted = 1;      // EPERM
    public const int WouldBlock = 11;       // EWOULDBLOCK
    public const int InvalidArgument = 22;  // EINVAL
    public const int NoSeek = 29;           // ESPIPE
    public const int NoSuchCall = 38;       // ENOSYS
    public const int NotSupported = 95;     // EOPNOTSUPP
    public const int KeepSizePunchHole = 3; // FALLOC_FL_KEEP_SIZE | FALLOC_FL_PUNCH_HOLE

    public const uint SyncWaitBefore = 1;   // SYNC_FILE_RANGE_WAIT_BEFORE
    public const uint SyncWrite = 2;        // SYNC_FILE_RANGE_WRITE
    public const uint SyncWaitAfter = 4;    // SYNC_FILE_RANGE_WAIT_AFTER

    public static readonly nint MapFailed = -1;

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    public static partial nint Map(nint address, nuint length, int protection, int flags, SafeHandle file, long offset);

    [LibraryImport("libc", EntryPoint = "munmap", SetLastError = true)]
    public static partial int Unmap(nint address, nuint length);

    [LibraryImport("libc", EntryPoint = "madvise", SetLastError = true)]
    public static partial int Advise(nint address, nuint length, int advice);

    [LibraryImport("libc", EntryPoint = "mincore")]
    public static unsafe partial int InMemory(nint address, nuint length, byte* pages);

    [LibraryImport("libc", EntryPoint = "access", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Access(string path, int mode);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fallocate", SetLastError = true)]
    public static partial int Allocate(SafeHandle file, int mode, long offset, long length);

    [LibraryImport("libc", EntryPoint = "sync_file_range", SetLastError = true)]
    public static partial int SyncRange(SafeHandle file, long offset, long length, uint flags);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    public static partial int Lock(SafeHandle file, int operation);
}
