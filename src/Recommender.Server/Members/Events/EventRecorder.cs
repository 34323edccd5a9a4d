using Google.Protobuf.Collections;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Extensions.ObjectPool;
using Recommender.Server.Errors;
using Recommender.Server.Generations;
using Recommender.Storage.Data;

namespace Recommender.Server.Members.Events;

/// <summary>Records events: checked, in the portraits, and on disk before they are acknowledged. Safe from many threads.</summary>
internal sealed class EventRecorder(
    DataStore store, CurrentGeneration current, EventOptions options, IEnumerable<IEventObserver> observers, FoldingThreads threads, TimeProvider time)
{
    private const int SecondsPerDay = 86_400;

    private readonly EventRules _rules = new(options);
    private readonly IEventObserver[] _observers = [.. observers];
    private readonly ObjectPool<EventBatch> _idle = new DefaultObjectPool<EventBatch>(new DefaultPooledObjectPolicy<EventBatch>());

    /// <summary>Records a batch. All of it shows on the next page when this ends, and some before.</summary>
    /// <inheritdoc cref="ShowAsync"/>
    /// <exception cref="Storage.Store.StoreException">The disk has failed: nothing is acknowledged.</exception>
    public async ValueTask<RecordedCounts> RecordAsync(RepeatedField<V1.Event> events, string? prefix, CancellationToken cancellation) =>
        await KeepAsync(await ShowAsync(events, prefix), cancellation);

    /// <summary>Folds a batch in: all of it shows on the next page when this ends, and none of it is acknowledged yet.</summary>
    /// <param name="events">The field <c>events</c> of a request; such without a time receive one.</param>
    /// <param name="prefix">Goes before the names of fields; null for nothing.</param>
    /// <exception cref="RpcException">INVALID_ARGUMENT: something is wrong, and nothing was recorded.</exception>
    /// <exception cref="Storage.Store.StoreException">The disk has failed; some may be in.</exception>
    /// <remarks>What is wrong is thrown at once, before there is anything to wait for.</remarks>
    public Task<ShownEvents> ShowAsync(RepeatedField<V1.Event> events, string? prefix)
    {
        var now = time.GetUtcNow();
        var violations = new Violations { Prefix = prefix };
        _rules.Check(events, now, ref violations);
        violations.ThrowIfAny();

        Timestamp? received = null;
        foreach (var said in events) said.Time ??= received ??= Timestamp.FromDateTimeOffset(now);
        return threads.RunAsync(() => Fold(events));
    }

    /// <summary>Waits until a batch is on disk, and tells those who observe events.</summary>
    /// <param name="shown">The batch.</param>
    /// <param name="cancellation">Ends the waiting, not the recording.</param>
    /// <exception cref="Storage.Store.StoreException">The disk has failed: nothing is acknowledged.</exception>
    public async ValueTask<RecordedCounts> KeepAsync(ShownEvents shown, CancellationToken cancellation)
    {
        await store.WaitForDurableAsync(shown.Position, cancellation);
        if (shown.Counts.New > 0) Tell(shown);
        return shown.Counts;
    }

    private ShownEvents Fold(RepeatedField<V1.Event> events)
    {
        var batch = _idle.Get();
        try
        {
            var isNew = _observers.Length == 0 ? [] : new bool[events.Count];
            var counts = batch.Submit(events, Terms(), store, isNew, out var position);
            return new ShownEvents(events, isNew, counts, position);
        }
        finally
        {
            _idle.Return(batch);
        }
    }

    private EventTerms Terms() =>
        new(options.Strengths, StrengthScale.Of(current.Served.FoldIn?.Rule), (uint)(options.PastDays * SecondsPerDay) + (uint)options.FutureSeconds);

    private void Tell(ShownEvents shown)
    {
        foreach (var observer in _observers)
        {
            for (var i = 0; i < shown.Events.Count; i++)
            {
                if (shown.IsNew[i]) observer.Observe(shown.Events[i]);
            }
        }
    }
}
