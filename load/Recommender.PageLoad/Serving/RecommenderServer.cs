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
    /// <exception cref="LoadException">It is not built, or ended before it served.</exception>
    public static Task<ChildServer> StartAsync(IEnumerable<string> arguments, CancellationToken cancellation)
    {
        var program = Path.Combine(Checkout.Folder("src", "Recommender.Server", "bin", "Release", "net10.0").FullName, "Recommender.Server.dll");
        if (!File.Exists(program)) throw new LoadException($"there is no {program}; build src/Recommender.Server in Release");
        string[] all = [.. arguments, "--port", "0"];
        return ChildServer.StartAsync($"Recommender.Server {string.Join(' ', all)}", ChildServer.Dotnet(program, all), Patience, cancellation);
    }
}
