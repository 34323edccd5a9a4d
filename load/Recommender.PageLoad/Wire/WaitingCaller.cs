using System.Diagnostics;
using Google.Protobuf;
using Recommender.PageLoad.Driving;

namespace Recommender.PageLoad.Wire;

/// <summary>One call at a time over a connection of its own, by a thread that waits for the answer.</summary>
internal sealed class WaitingCaller : ICallSink, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ManualResetEventSlim _came = new(initialState: false, spinCount: 0);   // the cores are the server's too
    private CallConnection? _connection;
    private Answer _answer;
    private byte[] _bytes = new byte[1024];

    private WaitingCaller()
    {
    }

    /// <summary>Connects.</summary>
    /// <exception cref="LoadException">The server cannot be reached.</exception>
    public static async Task<WaitingCaller> OpenAsync(Uri server, string path, CancellationToken cancellation)
    {
        var caller = new WaitingCaller();
        caller._connection = await CallConnection.OpenAsync(server, path, caller, cancellation);
        return caller;
    }

    /// <summary>Calls, and waits for the last byte of the answer.</summary>
    /// <param name="request">What to send.</param>
    /// <param name="came">Receives when that byte was read, in ticks of the stopwatch.</param>
    /// <returns>The message with gRPC's prefix.</returns>
    /// <exception cref="LoadException">The call failed, or no answer came; the message says which.</exception>
    public byte[] Call(IMessage request, out long came)
    {
        _came.Reset();
        if (!_connection!.TrySend(MessageBytes.Of(request, ref _bytes), Stopwatch.GetTimestamp(), keeps: true)) throw new LoadException("the server allows no call on a connection that has none open");
        if (!_came.Wait(Patience)) throw new LoadException(_connection.Broken ?? $"a call has no answer after {Patience.TotalSeconds:0} s");
        came = _answer.Came;
        return _answer.Failure is { } failure ? throw new LoadException(failure) : _answer.Message!;
    }

    /// <inheritdoc/>
    public void Answered(in Answer answer)
    {
        _answer = answer;
        _came.Set();
    }

    public void Dispose()
    {
        _connection?.Dispose();
        _came.Dispose();
    }
}
