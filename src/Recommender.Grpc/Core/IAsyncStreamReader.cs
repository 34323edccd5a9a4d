namespace Grpc.Core;

/// <summary>Reads the messages of a stream, one after another, by one reader.</summary>
/// <typeparam name="T">The message.</typeparam>
public interface IAsyncStreamReader<out T>
{
    /// <summary>The message that the last <see cref="MoveNext"/> read.</summary>
    T Current { get; }

    /// <summary>Reads the next message.</summary>
    /// <returns>False at the end of the stream.</returns>
    Task<bool> MoveNext(CancellationToken cancellationToken);
}
