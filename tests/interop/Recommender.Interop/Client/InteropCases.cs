namespace Recommender.Interop.Client;

/// <summary>The client's side of gRPC's interop-test-descriptions, by official name.</summary>
internal static class InteropCases
{
    public static readonly IReadOnlyDictionary<string, Func<CaseContext, Task>> ByName = new Dictionary<string, Func<CaseContext, Task>>
    {
        ["empty_unary"] = MessageCases.EmptyUnary,
        ["large_unary"] = MessageCases.LargeUnary,
        ["client_streaming"] = MessageCases.ClientStreaming,
        ["server_streaming"] = MessageCases.ServerStreaming,
        ["ping_pong"] = MessageCases.PingPong,
        ["empty_stream"] = MessageCases.EmptyStream,
        ["custom_metadata"] = StatusCases.CustomMetadata,
        ["status_code_and_message"] = StatusCases.StatusCodeAndMessage,
        ["special_status_message"] = StatusCases.SpecialStatusMessage,
        ["unimplemented_method"] = StatusCases.UnimplementedMethod,
        ["unimplemented_service"] = StatusCases.UnimplementedService,
        ["cancel_after_begin"] = EndingCases.CancelAfterBegin,
        ["cancel_after_first_response"] = EndingCases.CancelAfterFirstResponse,
        ["timeout_on_sleeping_server"] = EndingCases.TimeoutOnSleepingServer,
        ["client_compressed_unary"] = CompressionCases.ClientCompressedUnary,
        ["server_compressed_unary"] = CompressionCases.ServerCompressedUnary,
        ["client_compressed_streaming"] = CompressionCases.ClientCompressedStreaming,
        ["server_compressed_streaming"] = CompressionCases.ServerCompressedStreaming,
    };
}
