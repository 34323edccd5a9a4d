using System.Diagnostics;
using Recommender.Server.Hosting;
using Recommender.Server.Pages;
using Recommender.Storage.Decisions;
using Recommender.Storage.Store;

namespace Recommender.Server.Decisions;

/// <summary>
/// Takes answered calls, and what came of them, and puts them into the log of decisions, aside. What is recorded is copied and queued;
/// a queue that is full takes nothing more, which is counted. Safe from many threads.
/// </summary>
/// <remarks>
/// An answer costs its call a copy of some 4 KB, without allocation. One thread encodes and writes; it gathers for
/// <see cref="Gathering"/> what came meanwhile, so that calls hardly ever have to wake it. It has the usual priority: calls would wait
/// for one that was put aside within the queue. Where a part of the log begins, in which all titles are told anew, it rests between small
/// pieces. Where the disk fails, the log ends and the rest goes on.
/// </remarks>
internal sealed class DecisionRecorder : IAsyncDisposable
{
    private const int All = 100;
    private const int LargestKeptBytes = 64 << 10;   // larger copies, of rare large pages, are not kept for the next
    private const int MostIdle = 256;                // copies kept for the next, of those that a burst has made
    private const int OutcomesAtOnce = 4_096;
    private const int DecisionsAtOnce = 16;

    private static readonly TimeSpan BetweenWarnings = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(10);

    private readonly DecisionRecorderOptions _options;
    private readonly DecisionJournal? _journal;
    private readonly IDecisionVisitor? _follower;
    private readonly ILogger _log;
    private readonly BoundedQueue<PendingDecision> _decisions;
    private readonly BoundedStack<PendingDecision> _idle;
    private readonly BoundedQueue<OutcomeRecord> _outcomes;
    private readonly OutcomeRecord[] _taken = new OutcomeRecord[OutcomesAtOnce];
    private readonly PendingDecision[] _pending = new PendingDecision[DecisionsAtOnce];
    private readonly byte[] _outcome = new byte[OutcomeRecord.Length];
    private readonly DecisionEncoder _encoder;
    private readonly ManualResetEventSlim _any = new(initialState: false, spinCount: 0);   // who spins takes a processor from those who would set it
    private readonly ManualResetEventSlim _hurry = new(initialState: false, spinCount: 0);
    private readonly Pace _pace;
    private readonly Lock _asking = new();
    private readonly Task _writing;
    private List<TaskCompletionSource<long>> _asked = [];
    private volatile bool _ending;
    private bool _logFailed;
    private long _epoch = -1;
    private long _waitingBytes;
    private long _dropped;
    private long _droppedOutcomes;
    private long _written;
    private (long Answers, long Events, long? At) _told;

    /// <summary>Begins to take records.</summary>
    /// <param name="options">How.</param>
    /// <param name="journal">The log; null for none. Stays the caller's.</param>
    /// <param name="follower">Told of every record behind the log, in order, by one thread; null for nobody.</param>
    /// <param name="log">Told where the disk fails.</param>
    public DecisionRecorder(DecisionRecorderOptions options, DecisionJournal? journal, IDecisionVisitor? follower, ILogger log)
    {
        (_options, _journal, _follower, _log) = (options, journal, follower, log);
        (_decisions, _idle, _outcomes) = (new(options.Waiting), new(Math.Min(options.Waiting, MostIdle)), new(options.WaitingOutcomes));
        (_encoder, _pace) = (new DecisionEncoder(Append), new Pace(_hurry));
        _writing = OwnThread.RunAsync(Write, "decisions");
    }

    /// <summary>Answers that found no room.</summary>
    public long Dropped => Volatile.Read(ref _dropped);

    /// <summary>Events that found no room.</summary>
    public long DroppedOutcomes => Volatile.Read(ref _droppedOutcomes);

    /// <summary>Answers that were written.</summary>
    public long Written => Volatile.Read(ref _written);

    /// <summary>Takes notice of an answer that is about to be given.</summary>
    /// <param name="work">Where it was made.</param>
    /// <param name="request">What was asked.</param>
    public void Record(PageWorkspace work, V1.RecommendRequest request)
    {
        if (_options.Percent < All && Random.Shared.Next(All) >= _options.Percent) return;
        if (Volatile.Read(ref _waitingBytes) >= _options.WaitingBytes)
        {
            Interlocked.Increment(ref _dropped);
            return;
        }

        var pending = _idle.Pop() ?? new PendingDecision();
        pending.Fill(work, request);
        var bytes = pending.Bytes;
        var waiting = Interlocked.Add(ref _waitingBytes, bytes);
        if (_decisions.TryAdd(pending))
        {
            _any.Set();
            if (_decisions.IsHalfFull || waiting > _options.WaitingBytes / 2) _hurry.Set();
            return;
        }

        Interlocked.Add(ref _waitingBytes, -bytes);
        Interlocked.Increment(ref _dropped);
        GiveBack(pending);
    }

    /// <summary>Takes notice of what came of an answer.</summary>
    public void Record(in OutcomeRecord outcome)
    {
        if (_outcomes.TryAdd(outcome)) _any.Set();
        else Interlocked.Increment(ref _droppedOutcomes);
    }

    /// <summary>Ends once all that was taken before the call is in the log, on disk, and its follower knows it.</summary>
    public async Task SettleAsync()
    {
        var settled = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_asking) _asked.Add(settled);
        _any.Set();
        _hurry.Set();
        var position = await settled.Task.ConfigureAwait(false);
        if (_journal is not null && position > 0) await _journal.WaitForDurableAsync(position).ConfigureAwait(false);
    }

    /// <summary>Writes what was taken, and takes no more.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_ending) return;
        _ending = true;
        _hurry.Set();
        _any.Set();
        await _writing.ConfigureAwait(false);
        _any.Dispose();
        _hurry.Dispose();
    }

    private bool Write()
    {
        while (true)
        {
            _any.Wait();
            _any.Reset();
            var ending = _ending;
            List<TaskCompletionSource<long>> asked;
            lock (_asking)
            {
                asked = _asked;
                _asked = [];
                if (!ending) _hurry.Reset();
            }

            _pace.Begin(rests: asked.Count == 0);
            WriteTaken();
            TellDropped(ending);
            foreach (var settled in asked) settled.SetResult(_logFailed ? 0 : _journal?.Tail ?? 0);
            if (ending) return true;
            _hurry.Wait(Gathering);
        }
    }

    // Outcomes are taken out before decisions: a decision that one of them is of has then been queued.
    private void WriteTaken()
    {
        while (true)
        {
            var count = _outcomes.Take(_taken);
            while (_decisions.Take(_pending) is var decisions and > 0)
            {
                foreach (var pending in _pending.AsSpan(0, decisions))
                {
                    Write(pending);
                    _pace.Step();
                }
            }

            foreach (ref readonly var outcome in _taken.AsSpan(0, count)) Append(outcome.Write(_outcome));
            if (count < _taken.Length) return;
        }
    }

    private void Write(PendingDecision pending)
    {
        Interlocked.Add(ref _waitingBytes, -pending.Bytes);
        if (_journal is not null && _journal.Epoch != _epoch)
        {
            _encoder.BeginEpoch();
            _epoch = _journal.Epoch;
        }

        _encoder.Write(pending);
        Interlocked.Increment(ref _written);
        GiveBack(pending);
    }

    private void Append(ReadOnlySpan<byte> record)
    {
        var after = 0L;
        if (_journal is not null && !_logFailed)
        {
            try
            {
                after = _journal.Append(record);
            }
            catch (StoreException failure)
            {
                _logFailed = true;
                DecisionServerLog.LogEnds(_log, failure);
            }
        }

        _follower?.Visit(record, after);
    }

    // Once in a while, and what is left at the end.
    private void TellDropped(bool ending)
    {
        var (answers, events) = (Dropped - _told.Answers, DroppedOutcomes - _told.Events);
        if (answers + events == 0 || (!ending && _told.At is { } last && Stopwatch.GetElapsedTime(last) < BetweenWarnings)) return;
        DecisionServerLog.Dropped(_log, answers, events);
        _told = (_told.Answers + answers, _told.Events + events, Stopwatch.GetTimestamp());
    }

    private void GiveBack(PendingDecision pending)
    {
        var keeps = pending.Bytes <= LargestKeptBytes;
        pending.Clear();
        if (keeps) _idle.TryPush(pending);
    }
}
