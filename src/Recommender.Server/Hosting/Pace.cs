using System.Diagnostics;

namespace Recommender.Server.Hosting;

/// <summary>
/// Has long work rest after every piece of a millisecond, so that calls hardly meet it: for work that shares locks, if only the memory
/// manager's, with calls. A thread of low priority would be put aside while it holds one, and calls wait until a processor has nothing else to do.
/// </summary>
/// <param name="end">Set when there is no time to rest any more.</param>
/// <remarks>One thread at a time.</remarks>
internal sealed class Pace(ManualResetEventSlim end)
{
    private static readonly TimeSpan Piece = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(3);

    private long _began = Stopwatch.GetTimestamp();
    private bool _rests;

    /// <summary>What was worked since the last <see cref="Begin"/>, but for the piece that has begun.</summary>
    public TimeSpan Worked { get; private set; }

    /// <summary>Begins.</summary>
    /// <param name="rests">Whether it rests; not where somebody waits.</param>
    public void Begin(bool rests) => (_began, Worked, _rests) = (Stopwatch.GetTimestamp(), TimeSpan.Zero, rests);

    /// <summary>Between two steps, of which each takes much less than a piece: rests where one is full.</summary>
    public void Step()
    {
        var worked = Stopwatch.GetElapsedTime(_began);
        if (worked < Piece) return;
        Worked += worked;
        if (_rests) end.Wait(Rest);
        _began = Stopwatch.GetTimestamp();
    }
}
