using System.Net;
using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Recommender.Server.Generations;
using Recommender.Storage.Members;
using Recommender.V1;

namespace Recommender.Server.Hosting;

/// <summary>Shows at start what is served: one member's page, asked for as every client asks, and the line that asks for it from a terminal.</summary>
/// <param name="output">Where to.</param>
/// <param name="url">Where the server listens.</param>
/// <param name="state">What is served.</param>
internal sealed class StartPage(TextWriter output, string url, ServingState state)
{
    private const int Looked = 64;   // members of whom one is chosen
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Prints page and line. Where no page comes in time, it says why; that is no reason not to serve.</summary>
    /// <param name="cancellation">Ends it early.</param>
    public async Task PrintAsync(CancellationToken cancellation)
    {
        var address = Reachable(new Uri(url));
        var (member, watched) = SomeMember();
        try
        {
            using var channel = GrpcChannel.ForAddress(address);
            var page = await new RecommendationService.RecommendationServiceClient(channel)
                .RecommendAsync(new RecommendRequest { MemberId = member }, deadline: DateTime.UtcNow + Patience, cancellationToken: cancellation);
            await output.WriteLineAsync();
            await output.WriteLineAsync(watched > 0 ? $"The page of member {member}, who has watched {watched} titles:" : $"The page of {member}, of whom nothing is known:");
            foreach (var line in PageTable.Lines(page, NameOf)) await output.WriteLineAsync(line);
        }
        catch (RpcException) when (cancellation.IsCancellationRequested)
        {
            return;   // the server stops already
        }
        catch (RpcException refused)
        {
            await output.WriteLineAsync($"No page came for member {member}: {refused.Status.StatusCode}, {refused.Status.Detail}");
        }

        await output.WriteLineAsync();
        await output.WriteLineAsync("Ask for it with grpcurl, which needs no proto files:");
        await output.WriteLineAsync($"  grpcurl -plaintext -d {Quoted(new RecommendRequest { MemberId = member })} {address.Authority} recommender.v1.RecommendationService/Recommend");
    }

    // As a shell takes it for one word, whatever is in an id.
    private static string Quoted(RecommendRequest request) =>
        $"'{JsonFormatter.Default.Format(request).Replace("'", "'\\''", StringComparison.Ordinal)}'";

    // Of some members the one in the middle by what they watched: neither a newcomer nor one who has seen it all.
    private (string Id, int Watched) SomeMember()
    {
        var ids = state.Current.Served.Model?.MemberIds ?? [];
        var known = new List<(string Id, int Watched)>();
        for (var i = 0; i < Math.Min(Looked, ids.Count); i++)
        {
            var id = ids[(int)((long)i * ids.Count / Math.Min(Looked, ids.Count))];
            var count = new HistoryCount();
            if (state.Data.Members.TryRead(Encoding.UTF8.GetBytes(id), ref count) && count.Titles > 0) known.Add((id, count.Titles));
        }

        known.Sort(static (a, b) => a.Watched != b.Watched ? a.Watched.CompareTo(b.Watched) : string.CompareOrdinal(a.Id, b.Id));
        return known.Count == 0 ? ("a-newcomer", 0) : known[known.Count / 2];
    }

    private string NameOf(string titleId)
    {
        var served = state.Current.Served;
        var row = served.Ranking.Catalog.RowOf(IdHash.Of(titleId));
        return row < 0 ? titleId : Encoding.UTF8.GetString(served.PartOf(row, out var local).Name(local));
    }

    // Where every interface is listened on, the loopback one is there too.
    private static Uri Reachable(Uri listening) => IPAddress.TryParse(listening.Host.Trim('[', ']'), out var address) && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))
        ? new UriBuilder(listening) { Host = address.Equals(IPAddress.Any) ? "127.0.0.1" : "::1" }.Uri
        : listening;

    private struct HistoryCount : IPortraitVisitor
    {
        public int Titles { get; private set; }

        public void Visit(PortraitReader portrait) => Titles = portrait.History.Length;
    }
}
