namespace Recommender.Server.Rehearsals;

/// <summary>How far a rehearsal is.</summary>
/// <param name="Elapsed">Since it began.</param>
/// <param name="Methods">Methods that the runtime has compiled in this process, each as often as it was.</param>
internal readonly record struct RehearsalProgress(TimeSpan Elapsed, long Methods);
