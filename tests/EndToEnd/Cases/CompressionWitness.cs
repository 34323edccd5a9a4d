using Recommender.EndToEnd.Tap;

namespace Recommender.EndToEnd.Cases;

/// <summary>
/// The flags that the compression cases demand of the wire. Most libraries show them neither to handler nor to caller, so
/// that only a third party can tell. A text such as "10" stands for a compressed message, then an uncompressed one.
/// </summary>
internal static class CompressionWitness
{
    /// <summary>Well above what zeros shrink to, well below the smallest payload of these cases.</summary>
    private const uint Small = 16 * 1024;

    public static void ClientCompressesCallByCall(Pairing pairing, IReadOnlyList<TappedCall> calls)
    {
        RequestsAre(WithProbe(pairing, "1", "0"), calls);
        NothingIsCompressed(calls.SelectMany(call => call.Responses));
    }

    public static void ClientCompressesMessageByMessage(Pairing pairing, IReadOnlyList<TappedCall> calls)
    {
        RequestsAre(WithProbe(pairing, "10"), calls);
        NothingIsCompressed(calls.SelectMany(call => call.Responses));
    }

    public static void ServerCompressesCallByCall(Pairing pairing, IReadOnlyList<TappedCall> calls)
    {
        ResponsesAre(pairing.Server.CompressesAnswers ? ["1", "0"] : ["0", "0"], calls);
        NothingIsCompressed(calls.SelectMany(call => call.Requests));
    }

    public static void ServerCompressesMessageByMessage(Pairing pairing, IReadOnlyList<TappedCall> calls)
    {
        ResponsesAre([pairing.Server.CompressesAnswers ? "10" : "00"], calls);
        NothingIsCompressed(calls.SelectMany(call => call.Requests));
    }

    /// <summary>The probe is an uncompressed message that claims to be compressed.</summary>
    private static string[] WithProbe(Pairing pairing, params string[] flags) =>
        pairing.Server.ShowsCompressedRequests ? ["0", .. flags] : flags;

    private static void RequestsAre(string[] flags, IReadOnlyList<TappedCall> calls)
    {
        Assert.Equal(flags, calls.Select(call => TappedCall.Flags(call.Requests)));
        FlagsAreTrue(calls.SelectMany(call => call.Requests));
    }

    private static void ResponsesAre(string[] flags, IReadOnlyList<TappedCall> calls)
    {
        Assert.Equal(flags, calls.Select(call => TappedCall.Flags(call.Responses)));
        FlagsAreTrue(calls.SelectMany(call => call.Responses));
    }

    /// <summary>A message that is flagged has really shrunk, and no other has.</summary>
    private static void FlagsAreTrue(IEnumerable<TappedMessage> messages) =>
        Assert.All(messages, message => Assert.Equal(message.Compressed, message.Length < Small));

    private static void NothingIsCompressed(IEnumerable<TappedMessage> messages) =>
        Assert.DoesNotContain(messages, message => message.Compressed);
}
