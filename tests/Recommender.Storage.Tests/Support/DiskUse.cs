using System.Diagnostics;
using System.Globalization;

namespace Recommender.Storage.Tests.Support;

/// <summary>What a file takes on disk, holes not counted.</summary>
internal static class DiskUse
{
    private const int BlockBytes = 512;

    public static long Of(string path)
    {
        using var stat = Process.Start(new ProcessStartInfo("stat", ["--format=%b", path]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var blocks = stat.StandardOutput.ReadToEnd();
        stat.WaitForExit();
        return BlockBytes * long.Parse(blocks, CultureInfo.InvariantCulture);
    }
}
