namespace Recommender.Storage.Decisions;

/// <summary>What was known when a decision was made.</summary>
/// <param name="Id">The answer's.</param>
/// <param name="Time">When, in milliseconds since 1970, UTC.</param>
/// <param name="Member">Hash of the member's id (<see cref="Members.IdHash"/>).</param>
/// <param name="Generation">Number of the generation.</param>
/// <param name="Model">Number of the model.</param>
/// <param name="Policy">Version of what was known of artworks.</param>
/// <param name="Hour">Of the day, on the member's clock.</param>
public readonly record struct DecisionHeader(UInt128 Id, long Time, ulong Member, long Generation, long Model, long Policy, byte Hour);
