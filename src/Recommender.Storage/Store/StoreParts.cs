using FASTER.core;
using Recommender.Storage.Devices;

namespace Recommender.Storage.Store;

/// <summary>What a store consists of: FASTER's, the devices under it, and what keeps the writers apart.</summary>
/// <remarks>Empty until <see cref="LogRecovery"/> has brought it to a checkpoint.</remarks>
internal sealed class StoreParts : IDisposable
{
    private readonly CheckpointManager _checkpointManager;
    private FasterIndex? _index;

    /// <summary>Makes them; nothing of the log is read.</summary>
    public StoreParts(StoreOptions options, StoreDevices devices)
    {
        (Options, Plan) = (options, MemoryPlan.For(options));
        Locks = new KeyLocks(Plan.IndexBuckets);
        LogDevice = devices.Log(LogName);
        Log = new FailStopDevice(LogDevice);
        var checkpointFiles = new CheckpointFiles(CheckpointFolder, devices.CheckpointFile);
        _checkpointManager = new CheckpointManager(checkpointFiles, CheckpointFolder);
        Faster = new FasterKV<SpanByte, SpanByte>(
            Plan.IndexBuckets,
            new LogSettings
            {
                LogDevice = Log,
                PageSizeBits = Plan.PageBits,
                MemorySizeBits = Plan.MemoryBits,
                SegmentSizeBits = Plan.SegmentBits,
            },
            new CheckpointSettings { CheckpointManager = _checkpointManager },
            variableLengthStructSettings: new VariableLengthStructSettings<SpanByte, SpanByte>
            {
                keyLength = default(SpanByteVarLenStruct),
                valueLength = new ValueLengths(options.TypicalValueBytes),
            },
            concurrencyControlMode: ConcurrencyControlMode.RecordIsolation);
        Sessions = new SessionPool(() => Faster.For(new RecordFunctions(Keys)).NewSession<RecordFunctions>());
        Records = new ColdRecords(LogDevice, options, Plan.SegmentBits);
        Checkpoints = new Checkpointing(
            Faster, new VersionSwitch(Faster, Sessions, Locks), Log, LogDevice, checkpointFiles, _checkpointManager, Keys, new CheckpointList(CheckpointFolder, Plan.Layout));
    }

    public StoreOptions Options { get; }

    public MemoryPlan Plan { get; }

    public FasterKV<SpanByte, SpanByte> Faster { get; }

    public SessionPool Sessions { get; }

    /// <summary>Whoever writes holds one.</summary>
    public KeyLocks Locks { get; }

    public KeyCount Keys { get; } = new();

    public Checkpointing Checkpoints { get; }

    /// <summary>The log as FASTER writes it.</summary>
    public FailStopDevice Log { get; }

    /// <summary>The log below that.</summary>
    public ILogDevice LogDevice { get; }

    /// <summary>What reads the log past FASTER.</summary>
    public ColdRecords Records { get; }

    /// <summary>FASTER's index. Only of a store that has been recovered: until then FASTER moves it.</summary>
    public FasterIndex Index => _index ??= FasterIndex.Of(Faster);

    /// <summary>Path that the names of the log's files begin with.</summary>
    public string LogName => Path.Combine(Options.Folder, "log");

    public string CheckpointFolder => CheckpointFolderOf(Options);

    public static string CheckpointFolderOf(StoreOptions options) => Path.Combine(options.Folder, "checkpoints");

    /// <summary>Ends what cannot be done any more once the disk has failed a write.</summary>
    /// <exception cref="StoreException">It has.</exception>
    public void ThrowIfBroken()
    {
        if (Log.Broken is { } fault) throw new StoreException($"the store takes no more writes: {fault}");
    }

    public void Dispose()
    {
        Checkpoints.Dispose();
        Sessions.Dispose();
        Faster.Dispose();
        _checkpointManager.Dispose();
        Log.Dispose();
    }
}
