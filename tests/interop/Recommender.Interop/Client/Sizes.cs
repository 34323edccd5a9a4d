using Grpc.Testing;

namespace Recommender.Interop.Client;

/// <summary>The sizes that the descriptions prescribe, and the messages that have them.</summary>
internal static class Sizes
{
    public const int LargeRequest = 271828;
    public const int LargeResponse = 314159;

    public static readonly IReadOnlyList<int> Requests = [27182, 8, 1828, 45904];
    public static readonly IReadOnlyList<int> Responses = [31415, 9, 2653, 58979];

    public static SimpleRequest Large() => new() { ResponseSize = LargeResponse, Payload = Payloads.Zeros(LargeRequest) };

    public static StreamingOutputCallRequest Ping(int requestSize, int responseSize) => new()
    {
        Payload = Payloads.Zeros(requestSize),
        ResponseParameters = { new ResponseParameters { Size = responseSize } },
    };
}
