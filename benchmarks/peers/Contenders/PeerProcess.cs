using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Recommender.Peers.Contenders;

/// <summary>A Python program that holds a peer's index and answers one JSON line with another. It ends when its input does.</summary>
internal sealed class PeerProcess : IDisposable
{
    /// <summary>Debian's own, for which its packages are compiled.</summary>
    private const string Python = "/usr/bin/python3";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(60);

    private readonly Process _process;
    private readonly string _program;

    public PeerProcess(string program)
    {
        _program = program;
        var path = Path.Combine(AppContext.BaseDirectory, program);
        var start = new ProcessStartInfo(Python, [path]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        _process = Process.Start(start) ?? throw new PeerException($"{program} did not start");
    }

    /// <summary>Asks, and waits for the answer.</summary>
    /// <exception cref="PeerException">The peer says that it failed, has ended, or is silent for an hour.</exception>
    public JsonObject Ask(JsonObject request)
    {
        _process.StandardInput.WriteLine(request.ToJsonString());
        _process.StandardInput.Flush();
        using var overdue = new Timer(_ => _process.Kill(), null, Patience, Timeout.InfiniteTimeSpan);
        var line = _process.StandardOutput.ReadLine()
            ?? throw new PeerException($"{_program} ended, or was ended after {Patience}, at {request.ToJsonString()}; it needs Debian's python3-faiss or python3-hnswlib");
        var answer = JsonSerializer.Deserialize<JsonObject>(line)!;
        return answer["error"] is { } error ? throw new PeerException($"{_program}: {error} at {request.ToJsonString()}") : answer;
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(10))) _process.Kill();
        _process.Dispose();
    }
}
