using System.Diagnostics;

namespace Recommender.Storage.Tests.Support;

/// <summary>A file system of a few megabytes in memory, so that it can be full or read-only. Mounting needs root.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SmallDisk(int kilobytes)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "mounting a small file system needs root");
        Assert.SkipUnless(Mount("-t", "tmpfs", "-o", $"size={kilobytes}k", "tmpfs", _folder.Path), "this machine does not allow mounting");
    }

    public string Path => _folder.Path;

    public string File(string name) => _folder.File(name);

    public void MakeReadOnly() => Assert.True(Mount("-o", "remount,ro", _folder.Path), "remounting read-only failed");

    public void Dispose()
    {
        Run("umount", "--lazy", _folder.Path);
        _folder.Dispose();
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
