using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Recommender.Server.Rehearsals;

/// <summary>
/// Where a rehearsal's server listens: a Unix socket in a folder of its own, which no other user may enter. That lies in the rehearsal's
/// folder and goes with it, also where the program was killed. Disposing lets go of it, once nobody listens or calls any more.
/// </summary>
internal sealed class ListeningPlace : IDisposable
{
    private const string FolderName = "socket";
    private const string SocketName = "s";
    private const int MostBytes = 103;   // of a path to a socket, by the system that allows least
    private const int ReadOnly = 0;      // O_RDONLY
    private const int CloseOnExec = 0x80000;

    private readonly SafeFileHandle? _folder;

    private ListeningPlace(UnixDomainSocketEndPoint address, SafeFileHandle? folder) => (Address, _folder) = (address, folder);

    /// <summary>What to bind to, and to connect to from this process; valid until this is disposed of.</summary>
    public UnixDomainSocketEndPoint Address { get; }

    /// <summary>Makes one.</summary>
    /// <param name="folder">The rehearsal's folder, which exists; its path may be longer than a socket's.</param>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="ArgumentException">The path is too long, on a system that has no shorter one.</exception>
    public static ListeningPlace In(string folder)
    {
        var own = Path.Combine(folder, FolderName);
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(own);
        else Directory.CreateDirectory(own, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        var path = Path.Combine(own, SocketName);
        if (Encoding.UTF8.GetByteCount(path) <= MostBytes || !OperatingSystem.IsLinux()) return new(new(path), folder: null);

        var open = Open(own);
        return new(new(Path.Combine($"/proc/self/fd/{open.DangerousGetHandle()}", SocketName)), open);
    }

    /// <inheritdoc/>
    public void Dispose() => _folder?.Dispose();

    // The framework opens no folders.
    private static SafeFileHandle Open(string folder)
    {
        var number = Open(folder, ReadOnly | CloseOnExec);
        if (number >= 0) return new(number, ownsHandle: true);
        var error = Marshal.GetLastPInvokeError();
        throw new IOException($"'{folder}' cannot be opened: {Marshal.GetPInvokeErrorMessage(error)}", error);
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);
}
