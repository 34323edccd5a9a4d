using Grpc.Core;

namespace Recommender.Grpc.Protocol;

/// <summary>Turns header lines of a peer into metadata.</summary>
internal static class MetadataReader
{
    /// <summary>Adds a header line unless it is the protocol's own or no metadata key.</summary>
    /// <exception cref="RpcException">INTERNAL: a binary value is no base64.</exception>
    public static void AddHeader(this Metadata metadata, string name, string value)
    {
        if (GrpcHeaders.IsReserved(name) || !MetadataKey.IsValid(name)) return;
        if (MetadataKey.IsBinary(name)) metadata.AddBinary(name, value);
        else metadata.Add(name, value);
    }

    private static void AddBinary(this Metadata metadata, string name, ReadOnlySpan<char> line)
    {
        try
        {
            foreach (var part in line.Split(',')) metadata.Add(name, BinaryHeader.Decode(line[part]));
        }
        catch (FormatException)
        {
            throw new RpcException(new Status(StatusCode.Internal, $"The value of '{name}' is not base64."));
        }
    }
}
