using Recommender.Grpc.Hostile.Mutations;
using Recommender.TestKit.Http2;

namespace Recommender.Grpc.Hostile;

/// <summary>Fires a run of consecutive seeds at a port: most of them many at a time over one connection, the rest on their own.</summary>
internal sealed class Volley(int port, Tally tally)
{
    private const int AtOnce = 32;

    /// <summary>An answer that takes longer has hung.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public async Task FireAsync(int firstSeed, int count)
    {
        var mutations = Enumerable.Range(firstSeed, count).Select(Mutation.FromSeed).ToArray();
        await FireTogetherAsync(mutations.Where(m => !m.Alone));
        foreach (var mutation in mutations.Where(m => m.Alone)) await FireAloneAsync(mutation);
    }

    private async Task FireTogetherAsync(IEnumerable<Mutation> mutations)
    {
        RawClient? client = null;
        try
        {
            foreach (var group in mutations.Chunk(AtOnce))
            {
                client ??= await RawClient.ConnectAsync(port);
                await FireGroupAsync(client, group);
                if (client is { Closed: false, GoAway: null }) continue;
                client.Connection.Abort();
                client = null;
            }
        }
        finally
        {
            client?.Connection.Abort();
        }
    }

    private async Task FireGroupAsync(RawClient client, Mutation[] group)
    {
        using var patience = new CancellationTokenSource(Patience);
        byte[] bytes = [.. group.SelectMany(m => m.Bytes[..m.Pause].ToArray()), .. group.SelectMany(m => m.Bytes[m.Pause..].ToArray())];
        await client.Connection.TrySendAsync(bytes, patience.Token);
        try
        {
            await client.SettleAsync(patience.Token);
            foreach (var stream in group.SelectMany(m => m.Walk.Owed)) await client.ReceiveAsync(stream, patience.Token);
        }
        catch (OperationCanceledException)
        {
            var silent = group.Where(m => m.Walk.Owed.Any(stream => !client.Response(stream).Finished));
            tally.Complain("no answer to " + string.Join(", ", silent));
        }

        foreach (var mutation in group)
        {
            var response = client.Response(mutation.StreamId);
            client.Forget(mutation.StreamId);
            if (response.Finished || !client.Closed) Judge(mutation, response);
            else await FireAloneAsync(mutation);   // one of the group took the connection down: which one shows when each has its own
        }
    }

    private async Task FireAloneAsync(Mutation mutation)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var client = mutation.HasPreface ? await RawClient.ConnectSilentlyAsync(port) : await RawClient.ConnectAsync(port);
        try
        {
            await client.Connection.TrySendAsync(mutation.Bytes, patience.Token);
            if (!mutation.HasPreface && !mutation.Walk.EndsWithinFrame && await client.SettleAsync(patience.Token))
                foreach (var stream in mutation.Walk.Owed) await client.ReceiveAsync(stream, patience.Token);

            var survived = !client.Closed && client.GoAway is null;
            client.Connection.FinishSending();
            while (await client.StepAsync(patience.Token)) { }

            var response = client.Response(mutation.StreamId);
            if (response.Finished || survived) Judge(mutation, response);
            else JudgeClosed(mutation, client);
        }
        catch (OperationCanceledException)
        {
            tally.Complain($"the connection does not end: {mutation}");
        }
    }

    private void JudgeClosed(Mutation mutation, RawClient client)
    {
        if (mutation.Harmless) tally.Complain($"connection closed {client.GoAway}: {mutation}");
        tally.Count(mutation.Layer, $"connection closed {client.GoAway}");
    }

    private void Judge(Mutation mutation, RawResponse response)
    {
        var complaint = ResponseJudge.Complaint(mutation, response);
        if (complaint is not null) tally.Complain($"{complaint}: {mutation} was answered {response}");
        if (response.Finished) tally.Count(mutation.Layer, response);
        else tally.Count(mutation.Layer, mutation.Walk.LeavesOpen(mutation.StreamId) ? "left open by client" : "reset by client");
    }
}
