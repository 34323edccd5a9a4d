using System.Runtime.InteropServices;

namespace Recommender.Storage.Members;

/// <summary>
/// What a member did lately with one title, aspect by aspect, each with the time that it is as of: so an event that comes late changes
/// what it would have changed in its turn, and nothing that came after it. Sixty-five bytes.
/// </summary>
/// <remarks>Times are in seconds since 1970, UTC, 0 for never. What speaks for the title is on the scale of its fold.</remarks>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
public readonly record struct TitleActivity
{
    /// <summary>The title's <see cref="IdHash"/>.</summary>
    public ulong Title { get; init; }

    /// <summary>Of the latest event.</summary>
    public uint Latest { get; init; }

    /// <summary>When playing began last.</summary>
    public uint Started { get; init; }

    /// <summary>When it was played last.</summary>
    public uint Played { get; init; }

    /// <summary>What the position is as of.</summary>
    public uint Placed { get; init; }

    /// <summary>When it was watched to the end last.</summary>
    public uint Completed { get; init; }

    /// <summary>When it was given up last.</summary>
    public uint Abandoned { get; init; }

    /// <summary>What the thumb is as of.</summary>
    public uint Thumbed { get; init; }

    /// <summary>When it was hidden, or shown again.</summary>
    public uint Hidden { get; init; }

    /// <summary>When it was put on the list, or taken off.</summary>
    public uint Listed { get; init; }

    /// <summary>The furthest that it was played, in seconds from its start.</summary>
    public uint Furthest { get; init; }

    /// <summary>What was known before any of these events.</summary>
    public float Before { get; init; }

    /// <summary>What adds up, as of <see cref="Latest"/>.</summary>
    public float Sum { get; init; }

    /// <summary>What giving it up says; holds while it is given up.</summary>
    public Half AbandonStrength { get; init; }

    /// <summary>What the thumb says; 0 for none.</summary>
    public Half ThumbStrength { get; init; }

    /// <summary>What hiding it says; 0 where it is not hidden.</summary>
    public Half HideStrength { get; init; }

    /// <summary>What having it on the list says; 0 where it is not there.</summary>
    public Half ListStrength { get; init; }

    /// <summary>What holds beside the times.</summary>
    public ActivityStates States { get; init; }
}
