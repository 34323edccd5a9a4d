namespace Recommender.Server.Options;

/// <summary>
/// How the server listens and what it allows. Read once at start from appsettings.json, the environment and the command
/// line, in that order; a later source wins. Ranges and help texts are in <see cref="ServerSettings"/>.
/// </summary>
public sealed record ServerOptions
{
    /// <summary>Section of the configuration that holds these options.</summary>
    public const string Section = "Server";

    /// <summary>IP address to listen on. The default takes calls from this machine only, as there is no TLS.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>TCP port to listen on; 0 lets the system choose.</summary>
    public int Port { get; init; } = 5080;

    /// <summary>Largest request message, in bytes after decompression. A larger one is RESOURCE_EXHAUSTED.</summary>
    public int MaxReceiveBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>
    /// Largest response message, in bytes before compression. A larger one is RESOURCE_EXHAUSTED. The default is what
    /// gRPC clients accept unless told otherwise.
    /// </summary>
    public int MaxSendBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Calls that one connection may have open at a time; further ones wait in the client.</summary>
    public int MaxStreamsPerConnection { get; init; } = 100;

    /// <summary>Seconds of silence on a connection after which the server pings the client.</summary>
    public int KeepAlivePingDelaySeconds { get; init; } = 60;

    /// <summary>Seconds that the answer to a ping may take before the connection is closed and its calls cancelled.</summary>
    public int KeepAlivePingTimeoutSeconds { get; init; } = 20;

    /// <summary>Seconds that calls in flight have to finish once the server is told to stop; then they are aborted.</summary>
    public int DrainSeconds { get; init; } = 30;
}
