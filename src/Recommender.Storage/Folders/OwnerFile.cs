using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;
using Recommender.Storage.Unix;

namespace Recommender.Storage.Folders;

/// <summary>The file by which a folder is owned: locked by the system for as long as its owner lives, and naming it.</summary>
internal static class OwnerFile
{
    private const int MaxBytes = 4096;
    private const int WindowsSharingViolation = unchecked((int)0x80070020);

    /// <summary>Opens and locks the file, or returns null where another process or another caller in this one has it.</summary>
    /// <exception cref="IOException">It cannot be opened, or the file system knows no locks.</exception>
    public static SafeFileHandle? TryLock(string path)
    {
        SafeFileHandle file;
        try
        {
            file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException refused) when (IsLocked(refused))
        {
            return null;
        }

        // Opening has locked it, unless locking is switched off or unknown to the file system, of which the framework says nothing.
        if (OperatingSystem.IsWindows() || Libc.Lock(file, Libc.LockExclusive | Libc.LockNoWait) == 0) return file;

        var error = Marshal.GetLastPInvokeError();
        file.Dispose();
        if (error == Libc.WouldBlock) return null;
        throw new IOException($"'{path}' cannot be locked: {Marshal.GetPInvokeErrorMessage(error)}", error);
    }

    /// <summary>Reads who has locked the file; null where that cannot be told.</summary>
    public static FolderOwner? Read(string path)
    {
        if (OperatingSystem.IsWindows()) return null;   // there a lock keeps readers out too

        // Not by the framework, which would ask for a lock.
        var number = Libc.Open(path, Libc.ReadOnly | Libc.CloseOnExec);
        if (number < 0) return null;
        using var file = new SafeFileHandle(number, ownsHandle: true);
        return Read(file);
    }

    /// <summary>Reads who was the last to write himself into a file.</summary>
    public static FolderOwner? Read(SafeFileHandle file)
    {
        var bytes = new byte[MaxBytes];
        try
        {
            var length = RandomAccess.Read(file, bytes, 0);
            return JsonSerializer.Deserialize(bytes.AsSpan(0, length), FolderOwnerJson.Default.FolderOwner);
        }
        catch (Exception unreadable) when (unreadable is JsonException or IOException)
        {
            return null;   // empty after an orderly end; half written in the moment of taking it
        }
    }

    public static void Write(SafeFileHandle file, FolderOwner owner)
    {
        RandomAccess.SetLength(file, 0);
        RandomAccess.Write(file, JsonSerializer.SerializeToUtf8Bytes(owner, FolderOwnerJson.Default.FolderOwner), 0);
    }

    private static bool IsLocked(IOException refused) => refused.HResult is Libc.WouldBlock or WindowsSharingViolation;
}
