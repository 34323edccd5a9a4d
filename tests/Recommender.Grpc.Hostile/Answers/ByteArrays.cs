namespace Recommender.Grpc.Hostile.Answers;

/// <summary>Byte arrays that are equal byte for byte.</summary>
internal static class ByteArrays
{
    public static EqualityComparer<byte[]> Comparer { get; } =
        EqualityComparer<byte[]>.Create((left, right) => left.AsSpan().SequenceEqual(right), bytes => bytes.Length);
}
