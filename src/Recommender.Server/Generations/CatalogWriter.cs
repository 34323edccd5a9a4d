using System.Threading.Channels;
using Recommender.Server.Catalogs;
using Recommender.Server.Hosting;
using Recommender.Server.Models;
using Recommender.Storage.Data;
using Recommender.Storage.Store;

namespace Recommender.Server.Generations;

/// <summary>
/// The one writer of the catalogue: changes go to the store, and, once on disk, into the next generation. Those that come close
/// together share one. The settled part is made anew aside, on a thread of low priority, and then put in place.
/// </summary>
/// <remarks>Safe from many threads.</remarks>
public sealed class CatalogWriter : IAsyncDisposable
{
    // What waits for its turn; whoever brings more waits too.
    private const int MostWaiting = 8_192;

    private readonly DataStore _data;
    private readonly CatalogOptions _options;
    private readonly CurrentGeneration _current;
    private readonly ILogger _log;
    private readonly Channel<WriterTurn> _turns = Channel.CreateBounded<WriterTurn>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly TitleWrites _writes;
    private readonly Task _work;
    private CatalogState _state;
    private Making? _making;
    private Task _makings = Task.CompletedTask;
    private int _notBefore;   // changed titles, after a merge failed
    private long _number;
    private long _version;

    internal CatalogWriter(DataStore data, CatalogState first, CurrentGeneration current, CatalogOptions options, ILogger log)
    {
        (_data, _state, _current, _options, _log) = (data, first, current, options, log);
        _writes = new TitleWrites(data);
        (_number, _version) = (current.Served.Ranking.Number, current.Served.Ranking.Catalog.Version);
        _work = Task.Run(WorkAsync);
    }

    /// <summary>Puts a title in place of any of its id.</summary>
    /// <param name="id">In UTF-8, 1 to 128 bytes.</param>
    /// <param name="packed">The title as the store keeps it.</param>
    /// <param name="cancellation">Ends the waiting for a turn, and not what has its turn.</param>
    /// <returns>Ends when the title is on disk and served.</returns>
    /// <exception cref="ArgumentException">Another title's id has the same hash; nothing was done.</exception>
    /// <exception cref="StoreException">The disk has failed; the title is not acknowledged.</exception>
    /// <exception cref="OperationCanceledException">The writer has stopped, or the waiting was cancelled.</exception>
    public Task<ChangeOutcome> PutAsync(byte[] id, byte[] packed, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(packed);
        return ChangeAsync(new TitleChange(id, packed), cancellation);
    }

    /// <summary>Takes a title away.</summary>
    /// <returns>Ends when it is off the disk and no longer served; at once where there is none.</returns>
    /// <inheritdoc cref="PutAsync"/>
    public Task<ChangeOutcome> DeleteAsync(byte[] id, CancellationToken cancellation = default) => ChangeAsync(new TitleChange(id, null), cancellation);

    /// <summary>Serves another model: builds aside what depends on it, or all where titles do not lie as both models have them, and puts it in place. A merge that is under way gives way.</summary>
    /// <param name="model">The model; its maker's again if this fails.</param>
    /// <returns>Ends when it is served.</returns>
    /// <exception cref="OperationCanceledException">The writer has stopped, or another model came.</exception>
    internal async Task ServeAsync(ServedModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var making = new Making();
        await BringAsync(
            new WriterStep(() =>
            {
                var exchange = ModelExchange.Of(_state, model);
                Begin(making, () => Warmed(Make(model, exchange, making.Cancellation.Token)), built => StateChanges.CaughtUp(built, _data.Titles, making.Changed));
            }),
            CancellationToken.None);
        await making.Placed;
    }

    private CatalogState Make(ServedModel model, ModelExchange? exchange, CancellationToken cancellation) =>
        exchange is null
            ? new GenerationBuilder(_data.Titles, model, _options).Build(threads: 1, cancellation)
            : exchange.Make(_data.Titles, new TitleSearches(_options.InvertedFileFrom, threads: 1), cancellation);

    /// <summary>Finishes what has been brought, and stops.</summary>
    public async ValueTask DisposeAsync()
    {
        _turns.Writer.TryComplete();
        await _work;
        await _makings;   // which read the store
    }

    private async Task WorkAsync()
    {
        var changes = new List<TitleChange>();
        while (await _turns.Reader.WaitToReadAsync())
        {
            var pause = Task.Delay(_options.PublishEvery);
            while (_turns.Reader.TryRead(out var turn))
            {
                if (turn is TitleChange change) changes.Add(change);
                else ((WriterStep)turn).Take();
                if (changes.Count == MostWaiting) break;
            }

            if (changes.Count > 0) await ChangeAllAsync(changes);
            changes.Clear();
            MergeIfDue();
            await pause;
        }

        if (_making is { } making) await making.Cancellation.CancelAsync();
    }

    private async Task ChangeAllAsync(List<TitleChange> changes)
    {
        var last = await _writes.WriteAsync(_state, changes);
        try
        {
            if (last.Count > 0)
            {
                foreach (var (hash, change) in last) _making?.Changed.TryAdd(hash, change.Id);
                _version = _data.Position;
                Publish(StateChanges.After(_state, last));
            }
        }
        catch (Exception failure)
        {
            // What is on disk shows after the next start.
            foreach (var change in changes) change.Fail(failure);
            CatalogLog.NotServed(_log, failure, changes.Count);
        }

        foreach (var change in changes) change.Succeed(_version);
    }

    private void MergeIfDue()
    {
        var (recent, most) = (_state.RecentCount, _options.MostRecent(_state.Settled.Count));
        if (_making is not null || recent < _notBefore || (recent <= most && _state.GoneCount <= Math.Max(most, _state.Settled.Count / StateChanges.MostGonePart))) return;
        var (making, from) = (new Making(), _state);
        Begin(
            making,
            () => StateChanges.Merge(from, new TitleSearches(_options.InvertedFileFrom, threads: 1), making.Cancellation.Token),
            made => StateChanges.Merged(_state, made, making.Changed));
    }

    private void Begin<T>(Making making, Func<T> make, Func<T, CatalogState> place)
    {
        _making?.Cancellation.Cancel();
        _making = making;
        _makings = Task.WhenAll(_makings, MakeAsync(making, make, place));
    }

    private async Task MakeAsync<T>(Making making, Func<T> make, Func<T, CatalogState> place)
    {
        WriterStep step;
        try
        {
            var made = await LowPriority.RunAsync(make, "catalogue");
            step = new WriterStep(() => Place(making, () => place(made)));
        }
        catch (Exception failure)
        {
            step = new WriterStep(() => GiveUp(making, failure));
        }

        try
        {
            await _turns.Writer.WriteAsync(step);
        }
        catch (ChannelClosedException closed)
        {
            making.Fail(new OperationCanceledException("the server is stopping", closed));
        }
    }

    // The viewers that are in use, as the generation that is served has seen them.
    private CatalogState Warmed(CatalogState built)
    {
        var viewers = (_current.Served.Ranking.Catalog.Settled.Access as WindowedAccess)?.Viewers ?? [];
        PartWarmth.Warm(built.Settled, viewers);
        PartWarmth.Look(built.Recent, viewers);
        return built;
    }

    private void Place(Making making, Func<CatalogState> place)
    {
        if (_making != making)
        {
            making.Fail(new OperationCanceledException("another model came"));
            return;
        }

        try
        {
            Publish(place());
            (_making, _notBefore) = (null, 0);
            making.Succeed();
        }
        catch (Exception failure)
        {
            GiveUp(making, failure);
        }
    }

    private void GiveUp(Making making, Exception failure)
    {
        making.Fail(failure);
        if (_making != making) return;
        (_making, _notBefore) = (null, _state.RecentCount + _options.UsualRecent);
        CatalogLog.NotMade(_log, failure);
    }

    private void Publish(CatalogState next)
    {
        _state = next;
        _current.TryPublish(next.ToServed(++_number, _version, _options.Recipe));
    }

    private async Task<ChangeOutcome> ChangeAsync(TitleChange change, CancellationToken cancellation)
    {
        await BringAsync(change, cancellation);
        return await change.Outcome;
    }

    private async Task BringAsync(WriterTurn turn, CancellationToken cancellation)
    {
        try
        {
            await _turns.Writer.WriteAsync(turn, cancellation);
        }
        catch (ChannelClosedException closed)
        {
            throw new OperationCanceledException("the server is stopping", closed);
        }
    }
}
