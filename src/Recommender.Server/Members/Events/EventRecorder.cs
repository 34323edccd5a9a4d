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
    DataStore store, CurrentGeneration current, EventOptions options, IEnumerable<IEventObserver> observers, TimeProvider time)
{
    private const int SecondsPerDay = 86_400;

    private readonly EventRules _rules = new(options);
    private readonly IEventObserver[] _observers = [.. observers];
    private readonly ObjectPool<EventBatch> _idle = new DefaultObjectPool<EventBatch>(new DefaultPooledObjectPolicy<EventBatch>());

    /// <summary>Records a batch. All of it shows on the next page when this ends, and some before.</summary>
    /// <param name="events">The field <c>events</c> of a request; such without a time receive one.</param>
    /// <param name="prefix">Goes before the names of fields; null for nothing.</param>
    /// <param name="cancellation">Ends the waiting, not the recording.</param>
    /// <exception cref="RpcException">INVALID_ARGUMENT: something is wrong, and nothing was recorded.</exception>
    /// <exception cref="Storage.Store.StoreException">The disk has failed: nothing is acknowledged.</exception>
    /// <remarks>What is wrong is thrown at once, before there is anything to wait for.</remarks>
    public ValueTask<RecordedCounts> RecordAsync(RepeatedField<V1.Event> events, string? prefix, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var violations = new Violations { Prefix = prefix };
        _rules.Check(events, now, ref violations);
        violations.ThrowIfAny();

        Timestamp? received = null;
        foreach (var said in events) said.Time ??= received ??= Timestamp.FromDateTimeOffset(now);
        return RecordCheckedAsync(events, cancellation);
    }

    private async ValueTask<RecordedCounts> RecordCheckedAsync(RepeatedField<V1.Event> events, CancellationToken cancellation)
    {
        var isNew = _observers.Length == 0 ? [] : new bool[events.Count];
        var counts = Submit(events, isNew, out var position);
        await store.WaitForDurableAsync(position, cancellation);
        if (counts.New > 0) Tell(events, isNew);
        return counts;
    }

    private RecordedCounts Submit(RepeatedField<V1.Event> events, bool[] isNew, out long position)
    {
        var batch = _idle.Get();
        try
        {
            return batch.Submit(events, Terms(), store, isNew, out position);
        }
        finally
        {
            _idle.Return(batch);
        }
    }

    private EventTerms Terms() =>
        new(options.Strengths, StrengthScale.Of(current.Served.FoldIn?.Rule), (uint)(options.PastDays * SecondsPerDay) + (uint)options.FutureSeconds);

    private void Tell(RepeatedField<V1.Event> events, bool[] isNew)
    {
        foreach (var observer in _observers)
        {
            for (var i = 0; i < events.Count; i++)
            {
                if (isNew[i]) observer.Observe(events[i]);
            }
        }
    }
}
