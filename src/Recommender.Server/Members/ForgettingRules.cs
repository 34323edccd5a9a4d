namespace Recommender.Server.Members;

/// <summary>When the stores are due to be compacted: after deletions once the pause is over, after growth as soon as work of its kind has rested as long as it took.</summary>
/// <param name="options">How soon, and from how much.</param>
internal sealed class ForgettingRules(ForgettingOptions options)
{
    private static readonly TimeSpan LeastRest = TimeSpan.FromMinutes(1);

    private readonly TimeSpan _pause = TimeSpan.FromMinutes(options.PauseMinutes);

    /// <summary>Whether a compaction is due.</summary>
    /// <param name="rested">Since the last one ended, or since the start.</param>
    /// <param name="took">How long that one took; nothing at the start.</param>
    /// <param name="deleted">Whether somebody was deleted since it began.</param>
    /// <param name="bytesThen">Bytes of the log of members when it ended.</param>
    /// <param name="bytes">Bytes of that log now.</param>
    public bool IsDue(TimeSpan rested, TimeSpan took, bool deleted, long bytesThen, long bytes)
    {
        if (deleted && rested >= _pause) return true;
        return bytes > (2 * bytesThen) + options.SpareBytes && rested >= LeastRest && rested >= took;
    }
}
