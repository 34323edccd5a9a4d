using System.Diagnostics;
using System.Text.Json;
using Recommender.Load.Serving;

namespace Recommender.Load.Driving;

/// <summary>This program a second time, serving. It ends when its standard input does, so also when the driver dies.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;

    private ServerProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    public static async Task<ServerProcess> StartAsync(string command, CancellationToken cancellation)
    {
        var process = Process.Start(Describe(command)) ?? throw new DriverException("the server process did not start");
        try
        {
            var line = await process.StandardOutput.ReadLineAsync(cancellation).AsTask().WaitAsync(Patience, cancellation);
            return new ServerProcess(process, new Uri(line ?? throw new DriverException("the server process ended before it listened")));
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }
    }

    /// <summary>Asks for the counters; see <see cref="Control"/> for the questions.</summary>
    public async Task<Counters> AskAsync(string question, CancellationToken cancellation)
    {
        await _process.StandardInput.WriteLineAsync(question.AsMemory(), cancellation);
        await _process.StandardInput.FlushAsync(cancellation);
        var line = await _process.StandardOutput.ReadLineAsync(cancellation).AsTask().WaitAsync(Patience, cancellation);
        return JsonSerializer.Deserialize<Counters>(line ?? throw new DriverException("the server process has ended"))!;
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        try
        {
            await _process.WaitForExitAsync().WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    // Started as `dotnet Recommender.Load.dll` this process is `dotnet`, started by its own name it is itself.
    private static ProcessStartInfo Describe(string command)
    {
        var self = Environment.ProcessPath!;
        var start = new ProcessStartInfo(self) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(self) is "dotnet") start.ArgumentList.Add(typeof(ServerProcess).Assembly.Location);
        start.ArgumentList.Add(command);
        return start;
    }
}
