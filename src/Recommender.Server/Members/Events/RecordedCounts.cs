namespace Recommender.Server.Members.Events;

/// <summary>What came of a batch.</summary>
/// <param name="New">Events that were recorded.</param>
/// <param name="Repeated">Events that had been before.</param>
internal readonly record struct RecordedCounts(int New, int Repeated);
