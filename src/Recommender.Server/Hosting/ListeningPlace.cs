using System.Net;
using System.Net.Sockets;
using Recommender.Server.Options;

namespace Recommender.Server.Hosting;

/// <summary>The address and port of a server, tried before anything long is done for it.</summary>
internal static class ListeningPlace
{
    /// <summary>Listens there for a moment.</summary>
    /// <exception cref="IOException">Nobody can listen there now; the message says why and what to do.</exception>
    public static void Try(ServerOptions options)
    {
        using var socket = new TcpListener(IPAddress.Parse(options.Address), options.Port);
        try
        {
            socket.Start();
        }
        catch (SocketException failure)
        {
            throw new IOException(Refusal(options, failure.SocketErrorCode == SocketError.AddressAlreadyInUse ? "the port is in use" : failure.Message), failure);
        }
    }

    /// <summary>Says that a server cannot listen.</summary>
    public static string Refusal(ServerOptions options, string reason) =>
        $"Cannot listen on {options.Address} port {options.Port}: {reason}. Choose another with --port or --address.";
}
