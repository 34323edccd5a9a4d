using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Recommender.Server.Tests.Support;

/// <summary>A program as a person runs it: its lines, a signal to stop it, its exit code. Disposing ends it in any case.</summary>
internal sealed class RunningProgram : IAsyncDisposable
{
    private const string ReadyLine = "Recommender serves gRPC on ";

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = [];
    private readonly ConcurrentQueue<string> _errors = [];
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);   // ends with the next line
    private readonly TaskCompletionSource<string> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RunningProgram(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(_errors, line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>The program's number.</summary>
    public int Id => _process.Id;

    public string Output => string.Join('\n', _output);

    public string Errors => string.Join('\n', _errors);

    public static RunningProgram Start(string program, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Repository.Root };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return new RunningProgram(start);
    }

    /// <summary>The built server itself.</summary>
    public static RunningProgram StartServer(IEnumerable<string> arguments, params (string Name, string Value)[] environment) =>
        Start(Path.Combine(AppContext.BaseDirectory, "Recommender.Server"), arguments, environment);

    /// <summary>The built server over a world of its own, on a free port.</summary>
    public static RunningProgram StartServer(TinyWorld world, IEnumerable<string> arguments, params (string Name, string Value)[] environment) =>
        StartServer(["--port", "0", .. world.Arguments, .. arguments], environment);

    /// <summary>The address in the line that says that the server is ready.</summary>
    public async Task<Uri> ReadyAsync()
    {
        var ended = _process.WaitForExitAsync();
        if (await Task.WhenAny(_ready.Task, ended).WaitAsync(TimeSpan.FromMinutes(3)) == ended && !_ready.Task.IsCompleted)
            throw new InvalidOperationException($"ended with {_process.ExitCode} before it was ready:\n{Output}\n{Errors}");
        return new Uri((await _ready.Task)[ReadyLine.Length..].Split(' ')[0]);
    }

    public async Task<int> ExitCodeAsync()
    {
        await _process.WaitForExitAsync().Soon();
        return _process.ExitCode;
    }

    /// <summary>Waits until a line with some text stands on the error stream.</summary>
    public Task SaysAsync(string text) => WaitAsync(() => Errors, text);

    /// <summary>Waits until a line with some text stands on the output.</summary>
    public Task PrintsAsync(string text) => WaitAsync(() => Output, text);

    /// <summary>Ends the program at once, as a crash does.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().Soon();
    }

    /// <summary>Asks the program to stop, as an operator does.</summary>
    public void Send(PosixSignal signal) =>
        Process.Start("/bin/sh", ["-c", $"kill -{(signal == PosixSignal.SIGINT ? "INT" : "TERM")} {_process.Id}"]).WaitForExit();

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task WaitAsync(Func<string> lines, string text)
    {
        var ended = _process.WaitForExitAsync();
        while (true)
        {
            var next = _next.Task;   // before the look, so that no line is missed
            if (lines().Contains(text, StringComparison.Ordinal)) return;
            if (await Task.WhenAny(next, ended).Soon() == ended) throw new InvalidOperationException($"ended with {_process.ExitCode} before it said '{text}':\n{Output}\n{Errors}");
        }
    }

    private void Keep(ConcurrentQueue<string> lines, string? line)
    {
        if (line is null) return;
        lines.Enqueue(line);
        Interlocked.Exchange(ref _next, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
        if (line.StartsWith(ReadyLine, StringComparison.Ordinal)) _ready.TrySetResult(line);
    }
}
