namespace Recommender.Interop;

/// <summary>The metadata that a server sends back as it came.</summary>
internal static class EchoedMetadata
{
    /// <summary>Sent back ahead of the first message.</summary>
    public const string Initial = "x-grpc-test-echo-initial";

    /// <summary>Sent back with the status.</summary>
    public const string Trailing = "x-grpc-test-echo-trailing-bin";
}
