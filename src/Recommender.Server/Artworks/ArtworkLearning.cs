using Recommender.Learning.Artworks;
using Recommender.Numerics.Files;
using Recommender.Ranking.Artworks;
using Recommender.Server.Generations;
using Recommender.Server.Hosting;
using Recommender.Storage.Decisions;
using Recommender.Storage.Store;

namespace Recommender.Server.Artworks;

/// <summary>
/// Learns which artworks make members of each persona look: follows the log of decisions, counts, and publishes what comes of it. What was counted is kept in a
/// file, with the position of the log up to which it was; what came after that is read from the log at the next start.
/// </summary>
/// <remarks>
/// Counting is the recorder's thread's; learning and publishing that of a thread that rests between small pieces and works for <see cref="ArtworkLearningOptions.Work"/> in each
/// <see cref="ArtworkLearningOptions.Period"/>: first for what was seen meanwhile, some 60 µs for a title and context, then for what waits.
/// </remarks>
internal sealed class ArtworkLearning : IDecisionVisitor, IAsyncDisposable
{
    private const int MostForTastes = 50_000;
    private const int WaitingAtOnce = 256;

    private readonly Lock _counting = new();
    private readonly SemaphoreSlim _saving = new(1);
    private readonly ManualResetEventSlim _end = new(initialState: false, spinCount: 0);
    private readonly Pace _pace;
    private readonly ArtworkLearningOptions _options;
    private readonly CurrentGeneration _current;
    private readonly CurrentArtworkPolicy _policy;
    private readonly DecisionJournal? _journal;
    private readonly string _file;
    private readonly ILogger _log;
    private readonly TimeProvider _time;
    private readonly ArtworkCounts _counts = new();
    private readonly TrialCounting _trials;
    private readonly ArtworkTrainer _trainer;
    private readonly Lock _learning = new();
    private readonly ArtworkPolicyBuilder _builder = new();
    private readonly Queue<(long Position, long Decisions)> _marks = [];   // where parts of the log begin that can be read without what went before, and how many decisions there were
    private ArtworkTastes? _published;
    private Task _working = Task.CompletedTask;
    private long _done;
    private long _epoch = -1;
    private long _tastesLearnt;
    private long _saved;

    private ArtworkLearning(ArtworkLearningOptions options, CurrentGeneration current, CurrentArtworkPolicy policy, DecisionJournal? journal, string file, ILogger log, TimeProvider time)
    {
        (_options, _current, _policy, _journal, _file, _log, _time) = (options, current, policy, journal, file, log, time);
        (_trials, _trainer, _pace) = (new TrialCounting(_counts, options), new ArtworkTrainer(options), new Pace(_end));
        (_tastesLearnt, _saved) = (time.GetTimestamp(), time.GetTimestamp());
    }

    /// <summary>Events that named a decision, title or artwork that is not known, or not any more.</summary>
    public long UnknownOutcomes
    {
        get
        {
            lock (_counting) return _trials.Unknown;
        }
    }

    /// <summary>Reads what was counted, counts what came after that, and begins to learn.</summary>
    /// <param name="options">How.</param>
    /// <param name="current">The catalogue.</param>
    /// <param name="policy">Receives what is learnt.</param>
    /// <param name="journal">The log of decisions; null for none. Stays the caller's.</param>
    /// <param name="file">Where counts are kept.</param>
    /// <param name="log">Told what is amiss and can be gone on with.</param>
    /// <param name="time">Clock.</param>
    public static ArtworkLearning Start(ArtworkLearningOptions options, CurrentGeneration current, CurrentArtworkPolicy policy, DecisionJournal? journal, string file, ILogger log, TimeProvider time)
    {
        var learning = new ArtworkLearning(options, current, policy, journal, file, log, time);
        learning.Recover();
        learning._working = OwnThread.RunAsync(learning.Work, "artworks");
        return learning;
    }

    /// <inheritdoc/>
    public void Visit(ReadOnlySpan<byte> record, long after)
    {
        lock (_counting)
        {
            var decisions = _trials.Decisions;
            _trials.Take(record, isCounted: after != 0 && after <= _done);
            if (after <= _done) return;
            Mark(_done, after, decisions);
            _done = after;
        }
    }

    /// <summary>What was counted, in no order.</summary>
    public CountsCopy Copy()
    {
        lock (_counting) return CountsCopy.Of(_counts);
    }

    /// <summary>Learns from everything that was counted before the call, tastes too, and serves it.</summary>
    public void LearnAll()
    {
        lock (_learning)
        {
            _pace.Begin(rests: false);
            LearnTastes();
            Learn(TimeSpan.MaxValue);
        }
    }

    /// <summary>Writes what was counted to the file.</summary>
    public async Task SaveAsync()
    {
        await _saving.WaitAsync().ConfigureAwait(false);
        try
        {
            CountsCopy copy;
            LogPlace place;
            lock (_counting) (copy, place) = (CountsCopy.Of(_counts), new LogPlace(_done, _marks.Count > 0 ? _marks.Peek().Position : _done));
            if (_journal is not null && place.Done > 0) await _journal.WaitForDurableAsync(Math.Min(place.Done, _journal.Tail)).ConfigureAwait(false);   // counts never say more than the log
            await LowPriority.RunAsync(() => CountsFile.Write(_file, copy, place), "counts").ConfigureAwait(false);   // the disk may take its time
        }
        catch (Exception failure) when (failure is IOException or StoreException or UnauthorizedAccessException)
        {
            ArtworkLog.NotWritten(_log, failure);
        }
        finally
        {
            _saving.Release();
        }
    }

    /// <summary>Ends learning and writes what was counted. The recorder has ended before.</summary>
    public async ValueTask DisposeAsync()
    {
        _end.Set();
        await _working.ConfigureAwait(false);
        await SaveAsync().ConfigureAwait(false);
        _end.Dispose();
        _saving.Dispose();
    }

    private void Recover()
    {
        var place = default(LogPlace);
        try
        {
            if (File.Exists(_file)) place = CountsFile.Read(_file, _counts);
        }
        catch (InvalidFileException damage)
        {
            ArtworkLog.CountedAnew(_log, damage);
        }

        _done = _journal is null ? place.Done : Math.Min(place.Done, _journal.Tail);
        if (_journal is null) return;
        var from = Math.Min(place.ReplayFrom, _journal.Tail);
        _marks.Enqueue((from, 0));
        try
        {
            _journal.Replay(from, this);
        }
        catch (IOException damage)
        {
            ArtworkLog.NotReplayed(_log, damage);
        }
    }

    // What is replayed at a start begins before the oldest decision that is remembered, and is no less than twice the memory for it and for trials of those before it.
    private void Mark(long before, long after, long decisions)
    {
        if (_marks.Count > 0 && _journal!.EpochOf(before) == _epoch) return;
        _marks.Enqueue((before, decisions));
        _epoch = _journal!.EpochOf(before);
        while (_marks.Count > 1 && _marks.ElementAt(1) is var next && after - next.Position > 2 * _options.MemoryBytes && next.Decisions <= _trials.ForgottenDecisions) _marks.Dequeue();
    }

    private bool Work()
    {
        ThreadWeight.Lighten();
        while (!_end.Wait(_options.Period))
        {
            try
            {
                lock (_learning)
                {
                    _pace.Begin(rests: true);
                    if (_time.GetElapsedTime(_tastesLearnt) >= _options.LongPeriod) LearnTastes();
                    Learn(_options.Work);
                }
            }
            catch (Exception failure)
            {
                ArtworkLog.NotLearnt(_log, failure);
            }

            if (_time.GetElapsedTime(_saved) < _options.LongPeriod) continue;
            _saved = _time.GetTimestamp();
            _ = SaveAsync();
        }

        return true;
    }

    private void Learn(TimeSpan limit)
    {
        var (served, changed) = (_current.Served, false);
        var tastes = _trainer.Tastes(served);
        for (; _pace.Worked < limit; _pace.Step())
        {
            if (!TryLay(served, out var title, out var persona, out var images, out var trailers)) break;
            var taste = tastes.Of(persona);
            _builder.Put(new LearntArtworks(title, _builder.ContextOf(persona), _trainer.LogWins(images, taste), _trainer.LogWins(trailers, taste)));
            changed = true;
        }

        if (!changed && tastes == _published) return;
        if (tastes != _published) PublishTastes(tastes);
        _policy.Publish(_builder.Build(_time.GetUtcNow().ToUnixTimeMilliseconds()));
    }

    private bool TryLay(ServedGeneration served, out ulong title, out string persona, out ArtworkContext? images, out ArtworkContext? trailers)
    {
        (persona, images, trailers) = ("", null, null);
        lock (_counting)
        {
            if (!_counts.TryNext(out title, out var context, out var tally)) return false;
            persona = _counts.Contexts[context];
            images = _trainer.Lay(served, _counts, title, tally, trailers: false);
            trailers = _trainer.Lay(served, _counts, title, tally, trailers: true);
            return true;
        }
    }

    // From all contexts, or evenly from as many as there is time for; then everything is to be learnt anew in the light of it.
    private void LearnTastes()
    {
        _tastesLearnt = _time.GetTimestamp();
        var served = _current.Served;
        var tastes = _trainer.Tastes(served);
        (ulong Title, int Context)[] keys;
        string[] personas;
        lock (_counting) (keys, personas) = ([.. _counts.Tallies.Keys], [.. _counts.Contexts]);
        if (keys.Length == 0) return;
        var step = (keys.Length / MostForTastes) + 1;
        foreach (var group in keys.Where((_, i) => i % step == 0).GroupBy(static key => key.Context))
            tastes.Learn(personas[group.Key], group.Select(key => Lay(served, key)).OfType<ArtworkContext>());
        foreach (var some in ByShard(keys).Chunk(WaitingAtOnce))   // so that what is published each time lies in few places
        {
            lock (_counting) _counts.WaitAll(some);
            _pace.Step();
        }

        _published = null;
    }

    private static (ulong Title, int Context)[] ByShard((ulong Title, int Context)[] keys)
    {
        var (ends, sorted) = (new int[ArtworkPolicyBuilder.Shards + 1], new (ulong Title, int Context)[keys.Length]);
        foreach (var key in keys) ends[ArtworkPolicyBuilder.ShardOf(key.Title) + 1]++;
        for (var shard = 1; shard < ends.Length; shard++) ends[shard] += ends[shard - 1];   // for now where the next begins
        foreach (var key in keys) sorted[ends[ArtworkPolicyBuilder.ShardOf(key.Title)]++] = key;
        return sorted;
    }

    private ArtworkContext? Lay(ServedGeneration served, (ulong Title, int Context) key)
    {
        _pace.Step();
        lock (_counting) return _trainer.Lay(served, _counts, key.Title, _counts.Tallies[key], trailers: false);
    }

    private void PublishTastes(ArtworkTastes tastes)
    {
        string[] personas;
        lock (_counting) personas = [.. _counts.Contexts];
        var shifts = new List<float[]?>();
        foreach (var persona in personas)
        {
            var context = _builder.ContextOf(persona);
            while (shifts.Count <= context) shifts.Add(null);
            shifts[context] = tastes.ShiftsOf(persona);
        }

        _builder.PutTaste(tastes.Tags, [.. shifts]);
        _published = tastes;
    }
}
