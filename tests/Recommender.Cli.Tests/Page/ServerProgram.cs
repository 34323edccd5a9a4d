using System.Diagnostics;

namespace Recommender.Cli.Tests.Page;

/// <summary>The server as a process, over a small sample world of its own. It ends, and its world goes, with its test.</summary>
internal sealed class ServerProgram : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TemporaryFolder _folder = new();
    private readonly Process _process;

    private ServerProgram()
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var server = Path.Combine(Root(), "src", "Recommender.Server", "bin", configuration, "net10.0", "Recommender.Server.dll");
        string[] arguments =
        [
            server, "--demo", "--data", _folder["world"], "--demo-titles", "300", "--demo-members", "200", "--demo-artworks", "3",
            "--expected-members", "200", "--member-memory-bytes", "8388608", "--port", "0",
        ];
        _process = Process.Start(new ProcessStartInfo("dotnet", arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        _process.BeginErrorReadLine();
    }

    /// <summary>Where it listens.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Starts it and waits until it says where it listens.</summary>
    public static async Task<ServerProgram> StartAsync()
    {
        var program = new ServerProgram();
        using var limit = new CancellationTokenSource(Patience);
        while (await program._process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            if (line.Split(' ').FirstOrDefault(static word => word.StartsWith("http://", StringComparison.Ordinal)) is not { } address) continue;
            program.Address = address;
            _ = program._process.StandardOutput.ReadToEndAsync(CancellationToken.None);   // else it would stop at a full pipe
            return program;
        }

        throw new InvalidOperationException("the server ended before it listened");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Dispose();
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Recommender.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException($"no folder above {AppContext.BaseDirectory} holds Recommender.sln");
    }
}
