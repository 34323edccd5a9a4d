namespace Grpc.Core;

/// <summary>The client's side of a stream of requests.</summary>
/// <typeparam name="T">The request message.</typeparam>
public interface IClientStreamWriter<in T> : IAsyncStreamWriter<T>
{
    /// <summary>Says that no more requests come.</summary>
    Task CompleteAsync();
}
