using Google.Protobuf.Collections;

namespace Recommender.Server.Members.Events;

/// <summary>A batch that pages show and that is not yet known to be on disk.</summary>
/// <param name="Events">What was folded in.</param>
/// <param name="IsNew">Whether each was new, by its place; empty if nobody asks.</param>
/// <param name="Counts">How many were.</param>
/// <param name="Position">What the journal has to reach.</param>
internal sealed record ShownEvents(RepeatedField<V1.Event> Events, bool[] IsNew, RecordedCounts Counts, long Position);
