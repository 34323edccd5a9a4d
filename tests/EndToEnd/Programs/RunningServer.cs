using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Recommender.EndToEnd.Programs;

/// <summary>A server program that has said on which port it listens.</summary>
internal sealed partial class RunningServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Process _process;
    private readonly StringBuilder _said = new();
    private readonly TaskCompletionSource<int> _port = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RunningServer(Command command)
    {
        _process = new Process { StartInfo = command.ToStartInfo() };
        _process.OutputDataReceived += (_, e) => Hear(e.Data);
        _process.ErrorDataReceived += (_, e) => Hear(e.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Port { get; private set; }

    /// <summary>Everything that the server has said so far.</summary>
    public string Said
    {
        get
        {
            lock (_said) return _said.ToString();
        }
    }

    /// <summary>Starts a server and waits until it listens.</summary>
    /// <exception cref="InvalidOperationException">The server ends, or is not ready in time.</exception>
    public static Task<RunningServer> Start(Command command) => Start(command, Patience);

    /// <inheritdoc cref="Start(Command)"/>
    public static async Task<RunningServer> Start(Command command, TimeSpan patience)
    {
        var server = new RunningServer(command);
        var first = await Task.WhenAny(server._port.Task, server._process.WaitForExitAsync(), Task.Delay(patience));
        if (first == server._port.Task)
        {
            server.Port = await server._port.Task;
            return server;
        }

        await server.DisposeAsync();
        throw new InvalidOperationException($"{command} did not begin to listen; it said: {server.Said}");
    }

    /// <summary>Asks the server to stop, as the system does, and returns its exit code.</summary>
    /// <exception cref="TimeoutException">It goes on.</exception>
    public async Task<int> Stop()
    {
        await new Command("sh", "-c", $"kill -TERM {_process.Id}").Run(Patience);
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(10));
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null) return;
        lock (_said) _said.AppendLine(line);
        if (ReadyPattern().Match(line) is { Success: true } ready) _port.TrySetResult(int.Parse(ready.Groups["port"].ValueSpan, CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(@"^(listening |Recommender serves gRPC on http://127\.0\.0\.1:)(?<port>[0-9]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ReadyPattern();
}
