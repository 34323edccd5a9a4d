using System.Diagnostics;

namespace Recommender.EndToEnd.Programs;

/// <summary>A program to start, with its arguments.</summary>
internal sealed record Command(string FileName, params string[] Arguments)
{
    public ProcessStartInfo ToStartInfo() =>
        new(FileName, Arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };

    /// <summary>Runs the program to its end.</summary>
    /// <exception cref="TimeoutException">It does not end in time; it has been killed.</exception>
    public async Task<CommandResult> Run(TimeSpan patience)
    {
        using var process = Process.Start(ToStartInfo())!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var timeout = new CancellationTokenSource(patience);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException late)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{this} did not end within {patience.TotalSeconds:0} s; it said: {await output}{await errors}", late);
        }

        return new CommandResult(process.ExitCode, await output, await errors);
    }

    public override string ToString() => string.Join(' ', [FileName, .. Arguments]);

    /// <summary>Whether a program of this name is on the PATH.</summary>
    public static bool Exists(string fileName) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, fileName)));
}
