using Recommender.Measuring;

namespace Recommender.PageLoad.Serving;

/// <summary>This project's server, as it was built, in a process of its own.</summary>
internal static class RecommenderServer
{
    // Of a large world, learning takes minutes at the first start.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    /// <summary>Starts it on a free port, and waits until it serves.</summary>
    /// <param name="arguments">Its flags.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <param name="pipe">Over which it is to tell of its heap; null for none.</param>
    /// <exception cref="LoadException">It is not built, or ended before it served.</exception>
    public static Task<ChildServer> StartAsync(IEnumerable<string> arguments, CancellationToken cancellation, string? pipe = null)
    {
        var program = Path.Combine(Checkout.Folder("src", "Recommender.Server", "bin", "Release", "net10.0").FullName, "Recommender.Server.dll");
        if (!File.Exists(program)) throw new LoadException($"there is no {program}; build src/Recommender.Server in Release");
        string[] all = [.. arguments, "--port", "0"];
        var start = ChildServer.Dotnet(program, all);
        if (pipe is not null) (start.Environment["DOTNET_STARTUP_HOOKS"], start.Environment[StartupHook.PipeVariable]) = (typeof(StartupHook).Assembly.Location, pipe);
        return ChildServer.StartAsync($"Recommender.Server {string.Join(' ', all)}", start, Patience, cancellation, pipe);
    }
}
