using System.Collections.Immutable;

namespace Recommender.Server.Options;

/// <summary>Every option of the server, once: the command line, its help and the checks are made from this table.</summary>
public static class ServerSettings
{
    private const int Day = 24 * 60 * 60;

    /// <summary>In the order in which help shows them.</summary>
    public static ImmutableArray<Setting> All { get; } =
    [
        Setting.Ip(
            nameof(ServerOptions.Address), "Address to listen on; 0.0.0.0 or :: is every interface",
            o => o.Address, (o, value) => o with { Address = value }),
        Setting.Number(
            nameof(ServerOptions.Port), "Port to listen on; 0 picks a free one", "TCP port", 0, 65535,
            o => o.Port, (o, value) => o with { Port = value }),
        Setting.Number(
            nameof(ServerOptions.MaxReceiveBytes), "Largest request message", "bytes", 1, int.MaxValue,
            o => o.MaxReceiveBytes, (o, value) => o with { MaxReceiveBytes = value }),
        Setting.Number(
            nameof(ServerOptions.MaxSendBytes), "Largest response message", "bytes", 1, int.MaxValue,
            o => o.MaxSendBytes, (o, value) => o with { MaxSendBytes = value }),
        Setting.Number(
            nameof(ServerOptions.MaxStreamsPerConnection), "Calls that one connection may have open at a time", "calls", 1, 1_000_000,
            o => o.MaxStreamsPerConnection, (o, value) => o with { MaxStreamsPerConnection = value }),
        Setting.Number(
            nameof(ServerOptions.KeepAlivePingDelaySeconds), "Silence on a connection before the server pings it", "seconds", 1, Day,
            o => o.KeepAlivePingDelaySeconds, (o, value) => o with { KeepAlivePingDelaySeconds = value }),
        Setting.Number(
            nameof(ServerOptions.KeepAlivePingTimeoutSeconds), "Time for a ping's answer before the connection is closed",
            "seconds", 1, Day,
            o => o.KeepAlivePingTimeoutSeconds, (o, value) => o with { KeepAlivePingTimeoutSeconds = value }),
        Setting.Number(
            nameof(ServerOptions.DrainSeconds), "Time for calls in flight to finish when the server stops", "seconds", 0, Day,
            o => o.DrainSeconds, (o, value) => o with { DrainSeconds = value }),
    ];
}
