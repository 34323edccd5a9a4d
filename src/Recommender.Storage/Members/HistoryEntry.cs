using System.Runtime.InteropServices;

namespace Recommender.Storage.Members;

/// <summary>What a member did with one title. Twenty-six bytes.</summary>
/// <param name="Title">The title's <see cref="IdHash"/>.</param>
/// <param name="Time">Of the latest event, in seconds since 1970, UTC.</param>
/// <param name="Strength">What all events say together, as of that time; below zero is dislike.</param>
/// <param name="Position">Where to continue, in seconds from the title's start.</param>
/// <param name="Duration">The title's length in seconds, as the player said; 0 where it did not.</param>
/// <param name="State">What is known beyond the strength.</param>
/// <param name="Plays">Times that it was started, 255 for more.</param>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
public readonly record struct HistoryEntry(
    ulong Title, uint Time, float Strength, uint Position, uint Duration, WatchState State, byte Plays);
