namespace Recommender.Learning.Artworks;

/// <summary>Sums up how much of a title was watched from what is told of where playing began and came to.</summary>
public struct PlayTally
{
    private int _start;
    private int _before;   // watched in all before playing began last

    /// <summary>Seconds watched.</summary>
    public int WatchedSeconds { get; private set; }

    /// <summary>The title's length in seconds; 0 while unknown.</summary>
    public int DurationSeconds { get; private set; }

    /// <summary>Playing began, or went on, somewhere.</summary>
    public void Begin(int position, int duration)
    {
        Know(duration);
        (_start, _before) = (position, WatchedSeconds);
    }

    /// <summary>Playing has come somewhere: forward of where it began, as going back is no watching.</summary>
    public void Reach(int position, int duration)
    {
        Know(duration);
        WatchedSeconds = Math.Max(WatchedSeconds, _before + Math.Max(0, position - _start));
    }

    /// <summary>It was watched to the end: as much as lay before it, or, where that is unknown, what makes a play.</summary>
    public void Complete(int position, int duration, int unknown)
    {
        Know(duration);
        Reach(Math.Max(position, DurationSeconds > 0 ? DurationSeconds : _start + unknown), duration);
    }

    private void Know(int duration) => DurationSeconds = duration > 0 ? duration : DurationSeconds;
}
