using System.Diagnostics;

namespace Recommender.StoreFigures.Members;

/// <summary>The system's page cache of a folder's files.</summary>
internal static class FileCache
{
    /// <summary>Has the files on disk and out of memory, by the program dd, which asks the system to let go of them.</summary>
    public static void Drop(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            Run("sync", path);
            Run("dd", $"if={path}", "iflag=nocache", "count=0", "status=none");
        }
    }

    /// <summary>Has the files in memory.</summary>
    public static void Fill(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)) Run("dd", $"if={path}", "of=/dev/null", "bs=1M", "status=none");
    }

    /// <summary>Bytes that the files take on the disk.</summary>
    public static long BytesOnDisk(string folder)
    {
        using var process = Process.Start(new ProcessStartInfo("du", ["--summarize", "--block-size=1", folder]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var words = process.StandardOutput.ReadToEnd().Split('\t');
        process.WaitForExit();
        return long.Parse(words[0]);
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        if (process.ExitCode != 0) throw new IOException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}");
    }
}
