using System.Diagnostics;
using System.Globalization;
using Recommender.Measuring;
using Recommender.PageLoad.Serving;

namespace Recommender.PagePeers;

/// <summary>The alternative, in processes of its own.</summary>
internal static class PythonPeer
{
    private const string Python = "/usr/bin/python3";   // Debian's own, for which its packages are compiled
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Starts it, and waits until it serves.</summary>
    /// <param name="folder">What pages are made from.</param>
    /// <param name="processes">How many share the port.</param>
    /// <param name="libraries">Where it looks for libraries first; null for nowhere.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public static Task<ChildServer> StartAsync(DirectoryInfo folder, int processes, DirectoryInfo? libraries, CancellationToken cancellation)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "page_peer.py");
        string[] arguments = [program, folder.FullName, Checkout.Folder("protos").FullName, "--processes", processes.ToString(CultureInfo.InvariantCulture)];
        var start = new ProcessStartInfo(Python, arguments);
        if (libraries is not null) start.Environment["LD_LIBRARY_PATH"] = libraries.FullName;
        return ChildServer.StartAsync(processes == 1 ? "the alternative" : $"the alternative in {processes} processes", start, Patience, cancellation);
    }
}
