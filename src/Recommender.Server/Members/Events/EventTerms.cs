using System.Runtime.InteropServices;

namespace Recommender.Server.Members.Events;

/// <summary>
/// On what terms events are folded in. Journaled with them, so that folding them in again gives the same whatever the options and the
/// model are by then.
/// </summary>
/// <remarks>The strengths are those of <see cref="EventStrengths"/>.</remarks>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal readonly record struct EventTerms
{
    private const int SecondsPerDay = 86_400;

    /// <summary>States the terms.</summary>
    /// <param name="strengths">What events say.</param>
    /// <param name="scale">Of the served model.</param>
    /// <param name="reachSeconds">Events are not further apart, if one of them is still to come.</param>
    public EventTerms(EventStrengths strengths, StrengthScale scale, uint reachSeconds)
    {
        (Play, Completion, Complete) = (strengths.Play, strengths.Completion, strengths.Complete);
        (AbandonEarly, AbandonLate, EarlySeconds) = (strengths.AbandonEarly, strengths.AbandonLate, (uint)strengths.EarlySeconds);
        (ThumbsUp, ThumbsDown, Hide, List) = ((Half)strengths.ThumbsUp, (Half)strengths.ThumbsDown, (Half)strengths.Hide, (Half)strengths.List);
        (Select, ArtworkView, TrailerView) = (strengths.Select, strengths.ArtworkView, strengths.TrailerView);
        (Least, HalfLifeSeconds) = (strengths.Least, (uint)strengths.HalfLifeDays * SecondsPerDay);
        (Scale, ReachSeconds) = (scale, reachSeconds);
    }

    public float Play { get; }

    public float Completion { get; }

    public float Complete { get; }

    public float AbandonEarly { get; }

    public float AbandonLate { get; }

    public uint EarlySeconds { get; }

    public Half ThumbsUp { get; }

    public Half ThumbsDown { get; }

    public Half Hide { get; }

    public Half List { get; }

    public float Select { get; }

    public float ArtworkView { get; }

    public float TrailerView { get; }

    public float Least { get; }

    public uint HalfLifeSeconds { get; }

    /// <summary>What is older than the member's newest event by more is settled: no event that is still to come is as old.</summary>
    public uint ReachSeconds { get; }

    /// <summary>On which portraits keep strengths.</summary>
    public StrengthScale Scale { get; }
}
