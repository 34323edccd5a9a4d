using Recommender.Storage.Journaling;
using Recommender.Storage.Store;

namespace Recommender.Storage.Data;

/// <summary>What a data folder consists of, opened and brought to one state.</summary>
internal sealed class DataParts : IDisposable
{
    public const string JournalName = "journal";
    public const string MembersName = "members";
    public const string TitlesName = "titles";

    private DataParts(DataStoreOptions options, Journal journal, KeyValueStore members, KeyValueStore titles, IPortraitFold fold)
    {
        (Options, Journal, Members, Titles) = (options, journal, members, titles);
        Effects = new ChangeEffects(members, titles, fold);
    }

    public DataStoreOptions Options { get; }

    public Journal Journal { get; }

    public KeyValueStore Members { get; }

    public KeyValueStore Titles { get; }

    public ChangeEffects Effects { get; }

    /// <summary>Opens the stores at their newest checkpoints, and the journal.</summary>
    public static DataParts Open(DataStoreOptions options, IPortraitFold fold, DataDevices devices)
    {
        var opened = new Stack<IDisposable>();
        try
        {
            var journal = Remember(Journal.Open(
                new JournalOptions { Folder = PathOf(options, JournalName), SegmentBytes = options.JournalSegmentBytes }, devices.Journal));
            var members = Remember(KeyValueStore.Open(
                new StoreOptions { Folder = PathOf(options, MembersName), MemoryBytes = options.MemberMemoryBytes, ExpectedKeys = options.ExpectedMembers }, devices.Stores));
            var titles = Remember(KeyValueStore.Open(
                new StoreOptions { Folder = PathOf(options, TitlesName), MemoryBytes = options.TitleMemoryBytes, ExpectedKeys = options.ExpectedTitles }, devices.Stores));
            return new DataParts(options, journal, members, titles, fold);
        }
        catch
        {
            while (opened.TryPop(out var part)) part.Dispose();
            throw;
        }

        T Remember<T>(T part)
            where T : IDisposable
        {
            opened.Push(part);
            return part;
        }
    }

    /// <summary>Completes the checkpoints from the journal.</summary>
    /// <returns>Records met, and how many of them the checkpoints had.</returns>
    public (long Records, long Skipped) Replay(IProgress<RecoveryProgress>? progress)
    {
        var from = Math.Min(Start(Members, MembersName), Start(Titles, TitlesName));
        using var workers = new ReplayWorkers(Effects, Options.ReplayThreads);
        var replay = new JournalReplay(workers, from, Journal.Durable, progress);
        Journal.Replay(from, ref replay);
        workers.Finish();
        progress?.Report(new RecoveryProgress(replay.Records, Journal.Durable - from, Journal.Durable - from));
        return (replay.Records, workers.Skipped);
    }

    public void Dispose()
    {
        Members.Dispose();
        Titles.Dispose();
        Journal.Dispose();
    }

    private static string PathOf(DataStoreOptions options, string part) => Path.Combine(options.Folder, part);

    /// <summary>Where the journal completes a store.</summary>
    /// <exception cref="StoreException">The journal does not go that far back, or ends before the store does.</exception>
    private long Start(KeyValueStore store, string name)
    {
        var position = Math.Max(DataCheckpoints.PositionOf(store), Geometry.First);
        return position >= Journal.Begin && position <= Journal.Durable
            ? position
            : throw new StoreException(
                $"'{PathOf(Options, name)}' is as of journal position {position}; '{PathOf(Options, JournalName)}' has the positions {Journal.Begin} to {Journal.Durable}");
    }
}
