namespace Recommender.Server.Members.Events;

/// <summary>
/// What events say of how much a title is liked: 1 is as much as the greatest value says that the model was trained from, and below 0 is
/// dislike. What all events of a title say is summed; the sum is kept within -1 and 1.
/// </summary>
/// <remarks>
/// Of what can be taken back the latest counts: one thumb, being hidden or not, being on the list or not, given up or gone on with. Of
/// how far a title was played the furthest counts. The others add up, each halved by every <see cref="HalfLifeDays"/> before the latest.
/// </remarks>
public sealed record EventStrengths
{
    /// <summary>Playing began, each time.</summary>
    public float Play { get; init; } = 0.15f;

    /// <summary>Having played it to the end; less in proportion where it was not played so far.</summary>
    public float Completion { get; init; } = 0.6f;

    /// <summary>Watched to the end, each time, beside <see cref="Completion"/>: so watching again counts.</summary>
    public float Complete { get; init; } = 0.1f;

    /// <summary>Given up before <see cref="EarlySeconds"/>.</summary>
    public float AbandonEarly { get; init; } = -0.5f;

    /// <summary>Given up later.</summary>
    public float AbandonLate { get; init; } = -0.2f;

    /// <summary>Seconds from the start within which giving up is early.</summary>
    public int EarlySeconds { get; init; } = 120;

    /// <summary>Thumbs up.</summary>
    public float ThumbsUp { get; init; } = 0.5f;

    /// <summary>Thumbs down.</summary>
    public float ThumbsDown { get; init; } = -1.5f;

    /// <summary>Hidden.</summary>
    public float Hide { get; init; } = -1;

    /// <summary>On the list.</summary>
    public float List { get; init; } = 0.2f;

    /// <summary>Chosen from what a search found, each time.</summary>
    public float Select { get; init; } = 0.05f;

    /// <summary>Its artwork looked at, each time.</summary>
    public float ArtworkView { get; init; }

    /// <summary>Its trailer watched, each time.</summary>
    public float TrailerView { get; init; } = 0.05f;

    /// <summary>Least, of either sign, that says anything: a title of which all events say less tells nothing of taste.</summary>
    public float Least { get; init; } = 0.1f;

    /// <summary>Days in which what adds up is halved.</summary>
    public int HalfLifeDays { get; init; } = 30;
}
