using System.Diagnostics;
using System.Globalization;
using System.Runtime;
using Grpc.Core;
using Recommender.Server.Hosting;
using Recommender.Server.Options;

namespace Recommender.Server.Rehearsals;

/// <summary>
/// Runs what calls will run before the server listens, until the runtime has compiled it: by real calls to a server over a small private
/// copy of what is served, in this process. Nothing that is served is changed by it.
/// </summary>
/// <remarks>
/// Methods are compiled anew, each from what was seen of it, once they were called some thirty times, and again after as many more. On
/// few processors calls that came meanwhile would wait for the compiler, for some seconds after every start.
/// </remarks>
internal static class Rehearsal
{
    private const string FolderName = "rehearsal";
    private const int Callers = 4;
    private const int UsualSeconds = 10;

    /// <summary>The longest that a rehearsal takes, about; zero for none.</summary>
    public static TimeSpan LongestOf(ServerOptions options) => TimeSpan.FromSeconds(options.RehearsalSeconds ?? (options.Demo ? 0 : UsualSeconds));

    /// <summary>Rehearses. Where that fails, it is logged, and the server serves all the same.</summary>
    /// <param name="options">Checked options.</param>
    /// <param name="data">What will be served.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="log">Told why it failed.</param>
    /// <param name="cancellation">Ends the start.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static async Task RunAsync(ServerOptions options, ServedData data, StartProgress progress, ILogger log, CancellationToken cancellation)
    {
        var (longest, folder) = (LongestOf(options), Path.Combine(data.State.Data.Folder, FolderName));
        try
        {
            Clear(folder);   // a start that was killed may have left it
            if (longest == TimeSpan.Zero) return;
            progress.Begin("rehearsing");
            var (began, before) = (Stopwatch.GetTimestamp(), JitInfo.GetCompiledMethodCount());
            var isWhole = await RunAsync(folder, longest, options, data, progress, cancellation);
            Note(progress, Stopwatch.GetElapsedTime(began), JitInfo.GetCompiledMethodCount() - before, isWhole);
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);   // what only the rehearsal needed
            await CompilationWatch.IdleAsync(cancellation);
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            RehearsalLog.Failed(log, failure.Message);
        }

        cancellation.ThrowIfCancellationRequested();
    }

    /// <summary>Whether hardly anything was left to be compiled before the time was over.</summary>
    private static async Task<bool> RunAsync(string folder, TimeSpan longest, ServerOptions options, ServedData data, StartProgress progress, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(longest);
        try
        {
            await using var server = await RehearsedServer.StartAsync(folder, options, data, limit.Token);
            await CallAsync(server, progress, limit.Token);
            return true;
        }
        catch (Exception ended) when (ended is OperationCanceledException or RpcException && limit.IsCancellationRequested)
        {
            return false;   // what is not compiled yet will be while it serves
        }
        finally
        {
            Clear(folder);
        }
    }

    private static async Task CallAsync(RehearsedServer server, StartProgress progress, CancellationToken cancellation)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task[] calling =
        [
            .. Enumerable.Range(0, Callers).Select(number => Task.Run(() => new RehearsedGateway(server, number, over.Token).CallAsync(), CancellationToken.None)),
            Task.Run(() => new RehearsedOperator(server).ActAsync(over.Token), CancellationToken.None),
        ];
        try
        {
            await new CompilationWatch(progress).SettledAsync(() => calling.Any(static caller => caller.IsFaulted), cancellation);
        }
        finally
        {
            await over.CancelAsync();
            await EndedAsync(calling);
        }
    }

    // A call that was cut short because all is over has not failed.
    private static async Task EndedAsync(Task[] calling)
    {
        await Task.WhenAll(calling).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var failure = calling.Select(static caller => caller.Exception?.InnerException).FirstOrDefault(failure => failure is not (null or OperationCanceledException or RpcException { StatusCode: StatusCode.Cancelled }));
        if (failure is not null) throw new IOException($"a call failed: {failure.Message}", failure);
    }

    private static void Note(StartProgress progress, TimeSpan elapsed, long methods, bool isWhole) => progress.Note(string.Create(
        CultureInfo.InvariantCulture, $"          compiled {methods:N0} methods in {elapsed.TotalSeconds:F1} s{(isWhole ? "" : ", and the time was over before all were")}"));

    private static void Clear(string folder)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }
}
