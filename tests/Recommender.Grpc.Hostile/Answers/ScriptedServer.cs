using Grpc.Core;
using Grpc.Net.Client;
using Recommender.TestKit.Echo.V1;
using Recommender.TestKit.Http2;

namespace Recommender.Grpc.Hostile.Answers;

/// <summary>A server that reacts to each call by one script, and a client that calls it.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    /// <summary>A call that takes longer has hung.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly RawServer _server;
    private readonly GrpcChannel _channel;

    private ScriptedServer(RawServer server)
    {
        _server = server;
        _channel = GrpcChannel.ForAddress(server.Address, new GrpcChannelOptions { MaxReceiveMessageSize = HostileServer.ReceiveLimit });
        Client = new Echo.EchoClient(_channel);
    }

    public Echo.EchoClient Client { get; }

    /// <summary>Starts a server that runs <paramref name="onCall"/> with the connection and stream of each call's headers.</summary>
    public static ScriptedServer Start(Func<RawConnection, int, Task> onCall) => new(RawServer.Start((connection, cancellation) =>
        ServeAsync(connection, onCall, FrameType.Headers, cancellation)));

    /// <summary>Starts a server that runs its script once a client has said END_STREAM.</summary>
    public static ScriptedServer StartAfterRequests(Func<RawConnection, int, Task> onCall) => new(RawServer.Start((connection, cancellation) =>
        ServeAsync(connection, onCall, FrameType.Data, cancellation)));

    /// <summary>Starts a server that does with each connection as the script says, from its first byte.</summary>
    public static ScriptedServer StartRaw(Func<RawConnection, CancellationToken, Task> script) => new(RawServer.Start(script));

    /// <summary>Makes one call and returns its end, which it must have.</summary>
    public Task<CallEnd> CallAsync(string method, TimeSpan? deadline = null) =>
        EchoCalls.MakeAsync(Client, method, new CallOptions(deadline: DateTime.UtcNow + (deadline ?? Patience / 2))).WaitAsync(Patience);

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await _server.DisposeAsync();
    }

    private static async Task ServeAsync(
        RawConnection connection, Func<RawConnection, int, Task> onCall, byte trigger, CancellationToken cancellation)
    {
        await connection.Reader.ReadBytesAsync(RawConnection.Preface.Length, cancellation);
        await connection.TrySendAsync(Frames.Settings(), Frames.SettingsAck);
        while (await connection.Reader.ReadAsync(cancellation) is { } frame)
            if (frame.Type == trigger && (trigger == FrameType.Headers || frame.EndsStream)) await onCall(connection, frame.StreamId);
    }
}
