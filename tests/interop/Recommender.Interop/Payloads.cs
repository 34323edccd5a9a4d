using Google.Protobuf;
using Grpc.Testing;

namespace Recommender.Interop;

/// <summary>The ballast of the cases.</summary>
internal static class Payloads
{
    public static Payload Zeros(int size) => new() { Body = UnsafeByteOperations.UnsafeWrap(new byte[size]) };
}
