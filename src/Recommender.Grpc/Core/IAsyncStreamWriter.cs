namespace Grpc.Core;

/// <summary>Writes the messages of a stream, one at a time.</summary>
/// <typeparam name="T">The message.</typeparam>
public interface IAsyncStreamWriter<in T>
{
    /// <summary>How the next messages are written; null for the default.</summary>
    WriteOptions? WriteOptions { get; set; }

    /// <summary>Writes a message; the task ends when the stream can take the next one.</summary>
    Task WriteAsync(T message);

    /// <summary>Writes a message; cancelling ends the whole call.</summary>
    Task WriteAsync(T message, CancellationToken cancellationToken) => cancellationToken.CanBeCanceled
        ? throw new NotSupportedException("This writer can't be cancelled.")
        : WriteAsync(message);
}
