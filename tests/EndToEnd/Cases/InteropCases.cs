using Recommender.EndToEnd.Tap;

namespace Recommender.EndToEnd.Cases;

/// <summary>All cases, in the order of the table.</summary>
internal static class InteropCases
{
    public static readonly IReadOnlyList<InteropCase> All =
    [
        Plain("empty_unary", Witness.SendsZeroBytesEachWay),
        Plain("large_unary"),
        Plain("client_streaming"),
        Plain("server_streaming"),
        Plain("ping_pong"),
        Plain("empty_stream"),
        Plain("custom_metadata"),
        Plain("status_code_and_message"),
        Plain("special_status_message"),
        Plain("unimplemented_method"),
        Plain("unimplemented_service"),
        Plain("cancel_after_begin", Witness.ResetsACallWithoutMessages),
        Plain("cancel_after_first_response", Witness.ResetsACallAfterItsFirstAnswer),
        Plain("timeout_on_sleeping_server", Witness.LeavesNoCallOpen),
        new("client_compressed_unary", CompressionWitness.ClientCompressesCallByCall, Limits.OfCompressedRequests),
        new("server_compressed_unary", CompressionWitness.ServerCompressesCallByCall, Limits.OfCompressedAnswers),
        new("client_compressed_streaming", CompressionWitness.ClientCompressesMessageByMessage, Limits.OfCompressedRequestStreams),
        new("server_compressed_streaming", CompressionWitness.ServerCompressesMessageByMessage, Limits.OfCompressedAnswers),
    ];

    private static InteropCase Plain(string name, Action<IReadOnlyList<TappedCall>>? witness = null) => new(
        name,
        (_, calls) =>
        {
            Witness.CompressesNothing(calls);
            witness?.Invoke(calls);
        },
        _ => []);
}
