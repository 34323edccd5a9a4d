using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging.Console;
using Recommender.Server.Options;
using Recommender.Server.Rehearsals;

namespace Recommender.Server.Hosting;

/// <summary>The program from its arguments to its exit code. What goes wrong at start is told in plain lines.</summary>
internal sealed class ServerProgram
{
    private const int Stopped = 0;
    private const int CannotServe = 1;
    private const int WrongOptions = 2;

    private volatile bool _started;

    public async Task<int> RunAsync(string[] arguments)
    {
        var commandLine = new CommandLine().Parse(arguments);
        if (commandLine.Answer is { } answer) return await answer.InvokeAsync();

        if (CreateBuilder(commandLine, out var options, out var errors) is not { } builder)
        {
            foreach (var error in errors) await Console.Error.WriteLineAsync(error);
            await Console.Error.WriteLineAsync("Nothing was started. --help lists all options.");
            return WrongOptions;
        }

        CallThreads.Allow();
        try
        {
            ListeningPlace.Try(options);
            using var logging = LoggerFactory.Create(Configured(builder.Configuration));
            return await StartAsync(builder, options, logging.CreateLogger<ServedData>());
        }
        catch (OperationCanceledException)
        {
            Console.WriteLine("Stopped before anything was served; the next start goes on.");
            return Stopped;
        }
        catch (Exception failure) when (StartFailure.IsOperators(failure))
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return CannotServe;
        }
    }

    // All is put together before the rehearsal, so that it is compiled by its end too.
    private async Task<int> StartAsync(WebApplicationBuilder builder, ServerOptions options, ILogger log)
    {
        using var interrupt = new StartInterrupt();
        var progress = StartProgress.OnErrorStream();
        try
        {
            await using var data = await ServedData.OpenAsync(options, progress, log, interrupt.Token);
            await using var app = ServerHost.Build(builder, options, data);
            await Rehearsal.RunAsync(options, data, progress, log, interrupt.Token);
            progress.End();
            interrupt.Dispose();   // the host takes the signals now
            return await ListenAsync(app, options, data);
        }
        finally
        {
            progress.End();
        }
    }

    private async Task<int> ListenAsync(WebApplication app, ServerOptions options, ServedData data)
    {
        try
        {
            await app.StartAsync();
            _started = true;
        }
        catch (Exception failure) when (failure is IOException or SocketException)
        {
            var reason = failure.InnerException is AddressInUseException ? "the port is in use" : failure.Message;
            await Console.Error.WriteLineAsync(ListeningPlace.Refusal(options, reason));
            return CannotServe;
        }

        await ServeAsync(app, options, data);
        return Stopped;
    }

    private WebApplicationBuilder? CreateBuilder(
        CommandLineResult commandLine, out ServerOptions options, out IReadOnlyList<string> errors)
    {
        try
        {
            var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
            builder.Configuration.AddInMemoryCollection(commandLine.Values);
            ConfigureLogging(builder.Logging);
            options = OptionsReader.Read(builder.Configuration, out var wrong);
            errors = [.. commandLine.Errors, .. wrong];
            return errors.Count == 0 ? builder : null;
        }
        catch (InvalidDataException unreadable)
        {
            options = new ServerOptions();
            errors = [.. commandLine.Errors, $"{unreadable.Message} {unreadable.GetBaseException().Message}"];
            return null;
        }
    }

    // What is logged before there is a host.
    private Action<ILoggingBuilder> Configured(ConfigurationManager configuration) => logging =>
    {
        logging.AddConfiguration(configuration.GetSection("Logging"));
        ConfigureLogging(logging);
    };

    // Standard output is for the line that says where the server listens; scripts wait for it.
    private void ConfigureLogging(ILoggingBuilder logging)
    {
        logging.AddSimpleConsole(console => console.SingleLine = true);
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);

        // A failure to start is told by this class, in one line; the host would add a stack trace.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => level >= LogLevel.Warning && _started);
    }

    private static async Task ServeAsync(WebApplication app, ServerOptions options, ServedData data)
    {
        app.Lifetime.ApplicationStopping.Register(
            () => Console.WriteLine($"Stopping: calls in flight have {options.DrainSeconds} s to finish."));
        Console.WriteLine($"Recommender serves gRPC on {string.Join(", ", app.Urls)} (HTTP/2 without TLS). Ctrl+C or SIGTERM stops it.");
        await new StartPage(Console.Out, app.Urls.First(), data.State).PrintAsync(app.Lifetime.ApplicationStopping);
        await app.WaitForShutdownAsync();
    }
}
