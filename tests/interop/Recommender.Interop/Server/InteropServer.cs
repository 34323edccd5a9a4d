using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Recommender.Interop.Server;

/// <summary>The interop server on loopback.</summary>
internal static class InteropServer
{
    public static async Task<int> Run(int port, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http2));

        var current = new HttpContextAccessor();
        builder.Services.AddSingleton<IHttpContextAccessor>(current);
        builder.Services.AddGrpc(options =>
        {
            // Offered to every call; the service switches it off for each message that is not to be compressed.
            options.ResponseCompressionAlgorithm = GzipWitness.Gzip;
            options.CompressionProviders.Clear();
            options.CompressionProviders.Add(new GzipWitness(() => RequestCompression.Note(current.HttpContext!)));
        });

        await using var app = builder.Build();
        app.MapGrpcService<InteropTestService>();
        await app.StartAsync(cancellation);
        Console.WriteLine($"listening {new Uri(app.Urls.Single()).Port}");
        await app.WaitForShutdownAsync(cancellation);
        return 0;
    }
}
