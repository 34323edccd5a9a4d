namespace Recommender.Ranking.Members;

/// <summary>What a member did with a title of the generation.</summary>
/// <param name="Row">The title's row.</param>
/// <param name="Strength">What all events say together; below zero is dislike.</param>
/// <param name="Time">Of the latest event, in seconds since 1970, UTC.</param>
/// <param name="Position">Where to continue, in seconds from its start.</param>
/// <param name="Duration">Its length in seconds; 0 where unknown.</param>
/// <param name="States">What is known beyond the strength.</param>
/// <param name="Device">What it was watched on last.</param>
public readonly record struct WatchedTitle(
    int Row, float Strength, uint Time, uint Position, uint Duration, WatchStates States, ViewingDevice Device = ViewingDevice.Unknown);
