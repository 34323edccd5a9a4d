using System.ComponentModel;
using System.Diagnostics;

namespace Recommender.Load.Driving;

/// <summary>The load generator of nghttp2, which is not ours: fixed connections and streams, as fast as answers come.</summary>
internal sealed class H2Load : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Plan _plan;
    private readonly DirectoryInfo _bodies = Directory.CreateTempSubdirectory("recommender-load-");

    private H2Load(string version, Plan plan)
    {
        Version = version;
        _plan = plan;
    }

    /// <summary>What it calls itself.</summary>
    public string Version { get; }

    /// <summary>The command line for a reader.</summary>
    public string Command => $"h2load {string.Join(' ', Load("N"))} -d BODY -H 'content-type: application/grpc' -H 'te: trailers' URI";

    /// <summary>Finds the program and asks for its version.</summary>
    /// <exception cref="MissingToolException">It is not installed.</exception>
    public static async Task<H2Load> FindAsync(Plan plan, CancellationToken cancellation) =>
        new((await PrintAsync(["--version"], cancellation)).Trim(), plan);

    /// <summary>Sends a number of requests and waits for all answers.</summary>
    /// <exception cref="DriverException">An answer is missing or not complete.</exception>
    public async Task<H2LoadResult> RunAsync(Uri server, Scenario scenario, Endpoint endpoint, long requests, CancellationToken cancellation)
    {
        var body = Path.Combine(_bodies.FullName, scenario.Name);
        if (!File.Exists(body)) await File.WriteAllBytesAsync(body, scenario.Request, cancellation);

        var output = await PrintAsync(
            [
                .. Load($"{requests}"),
                "-d", body,
                "-H", "content-type: application/grpc",
                "-H", "te: trailers",
                new Uri(server, endpoint.Path).ToString(),
            ],
            cancellation);
        var result = H2LoadResult.Parse(output);
        result.Check(requests, Scenario.Answer.Length);
        return result;
    }

    public void Dispose() => _bodies.Delete(recursive: true);

    private string[] Load(string requests) =>
        ["-n", requests, "-c", $"{_plan.Connections}", "-m", $"{_plan.Streams}", "-t", $"{_plan.Threads}"];

    private static async Task<string> PrintAsync(string[] arguments, CancellationToken cancellation)
    {
        using var process = Start(arguments);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation).WaitAsync(Patience, cancellation);
            if (process.ExitCode != 0) throw new DriverException($"h2load ended with code {process.ExitCode}");
            return await output;
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }

    private static Process Start(string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("h2load", arguments) { UseShellExecute = false, RedirectStandardOutput = true })!;
        }
        catch (Win32Exception)
        {
            throw new MissingToolException("h2load is not installed. It is in Debian's package nghttp2-client: apt-get install nghttp2-client");
        }
    }
}
