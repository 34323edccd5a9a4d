using Recommender.Server.Members.Events;
using Recommender.Storage.Decisions;
using Recommender.Storage.Members;

namespace Recommender.Server.Decisions;

/// <summary>Hands events that name the answer that led to them to whoever records decisions. Counts those that name none, or none of the server's.</summary>
internal sealed class OutcomeObserver(DecisionRecorder recorder, TimeProvider time) : IEventObserver
{
    private long _foreign;

    /// <summary>Events that name an answer that is none of the server's.</summary>
    public long Foreign => Volatile.Read(ref _foreign);

    /// <inheritdoc/>
    public void Observe(V1.Event recorded)
    {
        if (recorded.DecisionId.Length == 0 || KindOf(recorded.Kind) is not { } kind) return;
        if (!DecisionIds.TryParse(recorded.DecisionId, out var decision))
        {
            Interlocked.Increment(ref _foreign);
            return;
        }

        recorder.Record(new OutcomeRecord(
            decision,
            IdHash.Of(recorded.TitleId),
            recorded.ArtworkId.Length == 0 ? 0 : IdHash.Of(recorded.ArtworkId),
            kind,
            recorded.Time is { } told ? told.ToDateTimeOffset().ToUnixTimeMilliseconds() : time.GetUtcNow().ToUnixTimeMilliseconds(),
            recorded.PositionSeconds,
            recorded.DurationSeconds));
    }

    private static OutcomeKind? KindOf(V1.EventKind kind) => kind switch
    {
        V1.EventKind.Impression => OutcomeKind.Impression,
        V1.EventKind.Play => OutcomeKind.Begin,
        V1.EventKind.Progress or V1.EventKind.Pause or V1.EventKind.Stop or V1.EventKind.Abandon => OutcomeKind.Watch,
        V1.EventKind.Complete => OutcomeKind.Complete,
        V1.EventKind.TrailerView => OutcomeKind.TrailerView,
        _ => null,
    };
}
