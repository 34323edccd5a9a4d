using System.Diagnostics;

namespace Recommender.Storage.Tests.Support;

/// <summary>A file system of a few megabytes in memory, so that it can be full or read-only. Mounting needs root.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly TemporaryFolder? _folder;

    public SmallDisk(int kilobytes)
        : this(kilobytes, new TemporaryFolder())
    {
    }

    private SmallDisk(int kilobytes, TemporaryFolder folder)
        : this(kilobytes, folder.Path) => _folder = folder;

    private SmallDisk(int kilobytes, string path)
    {
        Path = path;
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "mounting a small file system needs root");
        Assert.SkipUnless(Mount("-t", "tmpfs", "-o", $"size={kilobytes}k", "tmpfs", path), "this machine does not allow mounting");
    }

    public string Path { get; }

    /// <summary>A disk in a folder of the test's, which cannot be deleted as long as it is there.</summary>
    public static SmallDisk At(string path)
    {
        Directory.CreateDirectory(path);
        return new SmallDisk(kilobytes: 16, path);
    }

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void MakeReadOnly() => Assert.True(Mount("-o", "remount,ro", Path), "remounting read-only failed");

    public void Dispose()
    {
        Run("umount", "--lazy", Path);
        _folder?.Dispose();
    }

    private static bool Mount(params string[] arguments) => Run("mount", arguments);

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
