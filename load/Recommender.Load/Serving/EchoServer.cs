using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Recommender.Load.Serving;

/// <summary>One Kestrel for all that is measured, so that options, logging and garbage collector are the same for all.</summary>
internal static class EchoServer
{
    /// <summary>Serves until standard input ends. The first line on standard output is the address, see <see cref="Control"/> for the others.</summary>
    public static async Task<int> RunAsync(CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, port: 0, listen => listen.Protocols = HttpProtocols.Http2);
        });
        builder.Services.AddGrpc();

        await using var server = builder.Build();
        server.MapBareEndpoints();
        server.MapGrpcService<EchoService>();
        server.MapGrpcService<RawEchoService>();

        await server.StartAsync(cancellation);
        await Console.Out.WriteLineAsync(server.Urls.Single().AsMemory(), cancellation);
        await Control.AnswerAsync(Console.In, Console.Out, cancellation);
        await server.StopAsync(cancellation);
        return 0;
    }
}
