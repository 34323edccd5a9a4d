using System.Runtime.CompilerServices;

namespace Grpc.Core;

/// <summary>Conveniences for reading streams.</summary>
public static class AsyncStreamReaderExtensions
{
    /// <summary>Reads the next message without a way to cancel.</summary>
    /// <returns>False at the end of the stream.</returns>
    public static Task<bool> MoveNext<T>(this IAsyncStreamReader<T> streamReader)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(streamReader);
        return streamReader.MoveNext(CancellationToken.None);
    }

    /// <summary>All messages that are still to come, for <c>await foreach</c>.</summary>
    public static IAsyncEnumerable<T> ReadAllAsync<T>(this IAsyncStreamReader<T> streamReader, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(streamReader);
        return Read(streamReader, cancellationToken);
    }

    private static async IAsyncEnumerable<T> Read<T>(IAsyncStreamReader<T> reader, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (await reader.MoveNext(cancellation)) yield return reader.Current;
    }
}
