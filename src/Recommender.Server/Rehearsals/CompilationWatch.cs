using System.Diagnostics;
using System.Runtime;

namespace Recommender.Server.Rehearsals;

/// <summary>Watches whether the runtime still compiles.</summary>
/// <param name="progress">Told how much it has compiled.</param>
internal sealed class CompilationWatch(IProgress<RehearsalProgress> progress)
{
    // Longer than the period of what runs once a second, as learning from artworks does.
    private const int Looks = 12;

    // What is called seldom reaches the count at which it is compiled anew now and then for ever.
    private const int Few = 40;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly long _began = Stopwatch.GetTimestamp();
    private readonly Queue<long> _seen = [];

    /// <summary>Ends when hardly anything was compiled for a while, or there is nothing more to wait for.</summary>
    /// <param name="isOver">Asked at every look.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public async Task SettledAsync(Func<bool> isOver, CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(Pause);
        while (!isOver() && !HasSettled()) await timer.WaitForNextTickAsync(cancellation);
    }

    private bool HasSettled()
    {
        var compiled = JitInfo.GetCompiledMethodCount();
        progress.Report(new RehearsalProgress(Stopwatch.GetElapsedTime(_began), compiled));
        _seen.Enqueue(compiled);
        return _seen.Count > Looks && compiled - _seen.Dequeue() <= Few;
    }
}
