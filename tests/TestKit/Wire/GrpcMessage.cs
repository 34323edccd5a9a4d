namespace Recommender.TestKit.Wire;

/// <summary>One message of a gRPC body: the flag byte before its length, and its bytes, compressed if the flag says so.</summary>
public sealed record GrpcMessage(byte Flag, ReadOnlyMemory<byte> Payload);
