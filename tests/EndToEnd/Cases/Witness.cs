using Recommender.EndToEnd.Tap;

namespace Recommender.EndToEnd.Cases;

/// <summary>What the tap must have seen, whatever the programs themselves say.</summary>
internal static class Witness
{
    /// <summary>HTTP/2's error code for "no longer needed" (RFC 9113, section 7).</summary>
    private const uint Cancel = 8;

    public static void CompressesNothing(IReadOnlyList<TappedCall> calls)
    {
        Assert.NotEmpty(calls);
        Assert.All(calls, call => Assert.DoesNotContain(call.Requests.Concat(call.Responses), message => message.Compressed));
    }

    public static void SendsZeroBytesEachWay(IReadOnlyList<TappedCall> calls)
    {
        var nothing = new TappedMessage(Compressed: false, Length: 0);
        var call = Assert.Single(calls);
        Assert.Equal([nothing], call.Requests);
        Assert.Equal([nothing], call.Responses);
    }

    /// <summary>The cancelled calls come first, and the first of them may never have been sent; the others show that the connection serves.</summary>
    public static void ResetsACallWithoutMessages(IReadOnlyList<TappedCall> calls)
    {
        var cancelled = calls.TakeWhile(call => call.Requests.Count == 0).ToArray();
        Assert.InRange(cancelled.Length, 1, 2);
        Assert.Equal(Cancel, cancelled[^1].ResetByClient);
        Assert.InRange(calls.Count - cancelled.Length, 1, 2);
        Assert.All(calls.Skip(cancelled.Length), Served);
    }

    public static void ResetsACallAfterItsFirstAnswer(IReadOnlyList<TappedCall> calls)
    {
        Assert.Equal(2, calls.Count);
        Assert.Single(calls[0].Requests);
        Assert.Single(calls[0].Responses);
        Assert.Equal(Cancel, calls[0].ResetByClient);
        Served(calls[1]);
    }

    /// <summary>The first call may have been over before it was sent; that between two that are served has reached the server.</summary>
    public static void LeavesNoCallOpen(IReadOnlyList<TappedCall> calls)
    {
        Assert.InRange(calls.Count, 3, 4);
        Assert.Single(calls[^2].Requests);
        Assert.All(calls, call => Assert.True(call.EndedByServer || call.ResetByClient is not null, $"{call} is still open"));
        Served(calls[^1]);
    }

    private static void Served(TappedCall call)
    {
        Assert.Null(call.ResetByClient);
        Assert.Single(call.Responses);
    }
}
