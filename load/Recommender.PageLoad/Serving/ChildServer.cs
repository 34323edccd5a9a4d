using System.Diagnostics;
using Recommender.PageLoad.Driving;

namespace Recommender.PageLoad.Serving;

/// <summary>A server that this program starts, whose first line on standard output that has an address says where it listens. It is told to end by the end of its standard input and by SIGTERM.</summary>
internal sealed class ChildServer : IAsyncDisposable
{
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(40);

    private readonly Process _process;

    private ChildServer(Process process, Target target, string greeting) => (_process, Target, Greeting) = (process, target, greeting);

    /// <summary>Where it listens.</summary>
    public Target Target { get; }

    /// <summary>The line that says so.</summary>
    public string Greeting { get; }

    /// <summary>This program a second time, with a prepared page.</summary>
    public static Task<ChildServer> StartPreparedAsync(PageShape shape, CancellationToken cancellation) =>
        StartAsync("a prepared page behind bare Kestrel", Dotnet(typeof(ChildServer).Assembly.Location, ServeCommand.Arguments(shape)), TimeSpan.FromSeconds(30), cancellation);

    /// <summary>How to start a .NET program.</summary>
    public static ProcessStartInfo Dotnet(string assembly, IEnumerable<string> arguments) => new("dotnet", [assembly, .. arguments]);

    /// <summary>Starts a program, and waits until it says where it listens.</summary>
    /// <exception cref="LoadException">It ended before, or took too long.</exception>
    public static async Task<ChildServer> StartAsync(string name, ProcessStartInfo start, TimeSpan patience, CancellationToken cancellation, string? pipe = null)
    {
        (start.UseShellExecute, start.RedirectStandardInput, start.RedirectStandardOutput) = (false, true, true);
        var process = Process.Start(start) ?? throw new LoadException($"{name} did not start");
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(patience);
            var (address, greeting) = await FindAddressAsync(name, process, limit.Token);
            _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);   // else it would stop at a full pipe
            return new ChildServer(process, new Target(name, address, process.Id, pipe), greeting);
        }
        catch (Exception failure)
        {
            process.Kill(entireProcessTree: true);
            process.Dispose();
            if (failure is OperationCanceledException && !cancellation.IsCancellationRequested) throw new LoadException($"{name} did not say where it listens within {patience.TotalSeconds:0} s", failure);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        Signal.Terminate(_process.Id);
        try
        {
            await _process.WaitForExitAsync().WaitAsync(EndPatience);
        }
        catch (TimeoutException)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private static async Task<(Uri Address, string Line)> FindAddressAsync(string name, Process process, CancellationToken cancellation)
    {
        while (await process.StandardOutput.ReadLineAsync(cancellation) is { } line)
        {
            var at = line.IndexOf("http://", StringComparison.Ordinal);
            if (at >= 0 && Uri.TryCreate(line[at..].Split(' ')[0].TrimEnd('/', '.'), UriKind.Absolute, out var address)) return (address, line);
        }

        throw new LoadException($"{name} ended before it listened");
    }
}
