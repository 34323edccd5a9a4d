using Recommender.PageLoad.Driving;

namespace Recommender.PagePeers;

/// <summary>Servers, round after round, in turns.</summary>
internal static class Contest
{
    /// <summary>Runs it.</summary>
    /// <param name="servers">Who takes part.</param>
    /// <param name="members">Who asks.</param>
    /// <param name="plan">How much, and how often.</param>
    /// <param name="failures">Receives what went wrong, in words.</param>
    /// <param name="log">Told what is done.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>By server, then by round.</returns>
    public static async Task<IReadOnlyList<IReadOnlyList<Showing>>> RunAsync(
        IReadOnlyList<Target> servers, Members members, LoadPlan plan, ICollection<string> failures, Action<string> log, CancellationToken cancellation)
    {
        var loaders = new List<PageLoader>();
        try
        {
            foreach (var server in servers) loaders.Add(await PageLoader.OpenAsync(server, members, plan, cancellation));
            var showings = servers.Select(static _ => new List<Showing>()).ToArray();
            for (var round = 0; round < plan.Rounds; round++)
            {
                for (var at = 0; at < loaders.Count; at++) showings[at].Add(Show(loaders[at], plan, failures, log, cancellation));
            }

            return showings;
        }
        finally
        {
            foreach (var loader in loaders) loader.Dispose();
        }
    }

    private static Showing Show(PageLoader loader, LoadPlan plan, ICollection<string> failures, Action<string> log, CancellationToken cancellation)
    {
        var saturated = loader.Saturate();
        var round = loader.Run(plan.Share * saturated, failures, cancellation);
        log(FormattableString.Invariant($"{loader.Target.Name}: {saturated:N1} pages/s; at {round.Asked:N1}/s p50 {round.P50 / 1000:N2} ms, p99 {round.P99 / 1000:N2} ms"));
        return new Showing(saturated, round);
    }
}
