using System.Runtime.InteropServices;

namespace Recommender.Storage.Members;

/// <summary>How often a title was shown and not played: a count that halves with time. Sixteen bytes.</summary>
/// <param name="Title">The title's <see cref="IdHash"/>.</param>
/// <param name="Count">The count as of that time.</param>
/// <param name="Time">Of the latest impression, in seconds since 1970, UTC.</param>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
public readonly record struct ImpressionCount(ulong Title, float Count, uint Time)
{
    /// <summary>What is left of the count at a time.</summary>
    /// <param name="time">In seconds since 1970; one before <see cref="Time"/> counts as <see cref="Time"/>.</param>
    /// <param name="halfLife">Seconds in which a count halves, above 0.</param>
    public float At(uint time, double halfLife) => time <= Time ? Count : (float)(Count * double.Exp2(-(time - Time) / halfLife));

    /// <summary>The count after one more impression; a late one counts less by its age, and moves no clock back.</summary>
    /// <param name="time">When it was shown, in seconds since 1970.</param>
    /// <param name="halfLife">Seconds in which a count halves, above 0.</param>
    public ImpressionCount Add(uint time, double halfLife) =>
        time >= Time
            ? this with { Count = At(time, halfLife) + 1, Time = time }
            : this with { Count = Count + (float)double.Exp2(-(Time - time) / halfLife) };
}
