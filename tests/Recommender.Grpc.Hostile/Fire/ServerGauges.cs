using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace Recommender.Grpc.Hostile;

/// <summary>What one server itself counts as open, from the meters of hosting and Kestrel.</summary>
internal sealed class ServerGauges : IDisposable
{
    private readonly MeterListener _listener = new();
    private long _requests;
    private long _connections;

    public ServerGauges(IServiceProvider server)
    {
        var meters = server.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, meters) && instrument.Name is "http.server.active_requests" or "kestrel.active_connections")
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, change, _, _) =>
            Interlocked.Add(ref instrument.Name == "kestrel.active_connections" ? ref _connections : ref _requests, change));
        _listener.Start();
    }

    public long Requests => Interlocked.Read(ref _requests);

    public long Connections => Interlocked.Read(ref _connections);

    public void Dispose() => _listener.Dispose();
}
