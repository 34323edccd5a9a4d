using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Recommender.PageLoad.Driving;
using Recommender.V1;

namespace Recommender.PageLoad.Soaking;

/// <summary>Puts members with histories, the same for the same member in every run.</summary>
/// <param name="channel">Of the server.</param>
/// <param name="titles">Titles, the most popular first.</param>
/// <param name="history">Titles of a history.</param>
/// <param name="log">Told how far it is.</param>
internal sealed class MemberPutting(ChannelBase channel, string[] titles, int history, Action<string> log)
{
    private const int MostOfCall = 500;            // as the wire has it
    private const int ItemBytes = 48;              // of an item of a history on the wire, and a little more
    private const int MostBytes = 3 << 20;         // of a call; a server takes 4 MiB unless told otherwise
    private const int AtOnce = 4;
    private static readonly DateTimeOffset Latest = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly MemberService.MemberServiceClient _members = new(channel.CreateCallInvoker());
    private readonly PowerLaw _law = new(titles.Length, Members.Exponent);

    /// <summary>Puts them, unless the last one is there with its history already: then all are, from a run before.</summary>
    /// <returns>How many were put: all or none.</returns>
    /// <exception cref="RpcException">The server refuses.</exception>
    public async Task<int> PutAsync(Members all, CancellationToken cancellation)
    {
        string[] ids = [.. all.Ids];
        Array.Sort(ids, StringComparer.Ordinal);
        if (await HasHistoryAsync(ids[^1], cancellation)) return 0;

        var (done, began, told) = (0, System.Diagnostics.Stopwatch.StartNew(), new Lock());
        var next = TimeSpan.Zero;
        var perCall = Math.Clamp(MostBytes / (ItemBytes * history), 1, MostOfCall);

        // The last ones come last, so that they stand for all.
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
        await Parallel.ForEachAsync(ids[..^1].Chunk(perCall), options, PutChunkAsync);
        await PutChunkAsync(ids[^1..], cancellation);
        return ids.Length;

        async ValueTask PutChunkAsync(string[] chunk, CancellationToken token)
        {
            var request = new PutMembersRequest();
            foreach (var id in chunk) request.Members.Add(Make(id));
            var response = await _members.PutMembersAsync(request, cancellationToken: token);
            if (response.PutCount != chunk.Length) throw new LoadException($"of {chunk.Length} members {response.PutCount} were put");
            lock (told)
            {
                done += chunk.Length;
                if (began.Elapsed < next) return;
                next = began.Elapsed + TimeSpan.FromSeconds(10);
                log(FormattableString.Invariant($"{done:N0} of {ids.Length:N0} members put, {done / began.Elapsed.TotalSeconds:N0}/s"));
            }
        }
    }

    /// <summary>A member with a history.</summary>
    public Member Make(string id)
    {
        var random = new Random(SeedOf(id));
        var (member, seen) = (new Member { MemberId = id }, new HashSet<int>());
        while (seen.Count < Math.Min(history, titles.Length))
        {
            var title = _law.Draw(random);
            if (!seen.Add(title)) continue;
            var duration = random.Next(1200, 10_000);
            var finished = random.NextDouble() < 0.8;
            member.History.Add(new HistoryItem
            {
                TitleId = titles[title],
                Time = Timestamp.FromDateTimeOffset(Latest.AddMinutes(-random.Next(2 * 365 * 24 * 60))),
                Strength = (float)(1 + (4 * random.NextDouble())),
                PositionSeconds = finished ? duration : random.Next(duration),
                DurationSeconds = duration,
                Finished = finished,
            });
        }

        return member;
    }

    private async Task<bool> HasHistoryAsync(string id, CancellationToken cancellation)
    {
        try
        {
            var known = await _members.GetMemberAsync(new GetMemberRequest { MemberId = id }, cancellationToken: cancellation);
            return known.Member.History.Count >= Math.Min(history, titles.Length);
        }
        catch (RpcException failure) when (failure.StatusCode is StatusCode.NotFound)
        {
            return false;
        }
    }

    // FNV-1a: unlike string's own hash the same in every run.
    private static int SeedOf(string id)
    {
        var hash = 2166136261u;
        foreach (var letter in id) hash = (hash ^ letter) * 16777619;
        return (int)hash;
    }
}
