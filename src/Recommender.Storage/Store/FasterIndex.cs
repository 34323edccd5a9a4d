using System.Reflection;
using FASTER.core;

namespace Recommender.Storage.Store;

/// <summary>
/// The hash index of FASTER 2.6.5, for looking only. FASTER has no call that says where on the device a record lies; its own
/// reads from there allocate and queue. This is the one place that knows FASTER's insides: the version is pinned, and with
/// another layout nothing opens.
/// </summary>
/// <remarks>
/// A bucket is a cache line of eight words: seven entries and a link to a bucket of overflow. An entry has the address of the
/// newest record of a chain in its low 48 bits, 14 bits of the hash above them, and the sign while it is being made. The index is
/// never resized here, so the table stays where it is from the recovery to the end. Safe from many threads.
/// </remarks>
internal sealed unsafe class FasterIndex
{
    private const int EntriesOfBucket = 7;
    private const int WordsOfBucket = 8;
    private const int BucketsOfStep = 1_024;
    private const int TagShift = 48;
    private const int HashTagShift = 50;
    private const long TagMask = (1L << 14) - 1;
    private const long AddressMask = (1L << 48) - 1;

    private readonly FasterBase _owner;   // keeps the table in memory
    private readonly long* _table;
    private readonly long _bucketMask;
    private readonly Func<long, long> _overflowBucket;
    private readonly object _log;
    private readonly FieldInfo _flushedUntil;

    private FasterIndex(FasterBase owner, LightEpoch epoch, long* table, long bucketMask, Func<long, long> overflowBucket)
    {
        (_owner, Epoch, _bucketMask, _overflowBucket) = (owner, epoch, bucketMask, overflowBucket);
        _table = table;
        _log = FieldOf(owner, "hlog");
        _flushedUntil = _log.GetType().GetField("FlushedUntilAddress") ?? throw Other(typeof(FasterBase).Assembly, "FlushedUntilAddress");
    }

    /// <summary>Who holds it keeps FASTER from removing what lies on the device.</summary>
    public LightEpoch Epoch { get; }

    /// <summary>The index of a store that has been recovered.</summary>
    /// <exception cref="NotSupportedException">FASTER is not the version that this was written for.</exception>
    public static FasterIndex Of(FasterBase store)
    {
        RefuseOtherLayouts(typeof(FasterBase).Assembly);
        var table = ((Array)FieldOf(typeof(FasterBase), "state", store)).GetValue((int)FieldOf(FieldOf(typeof(FasterBase), "resizeInfo", store), "version"))!;
        var overflow = FieldOf(typeof(FasterBase), "overflowBucketsAllocator", store);
        return new FasterIndex(
            store,
            (LightEpoch)FieldOf(typeof(FasterBase), "epoch", store),
            (long*)Pointer.Unbox(FieldOf(table, "tableAligned")),
            (long)FieldOf(table, "size_mask"),
            overflow.GetType().GetMethod("GetPhysicalAddress")?.CreateDelegate<Func<long, long>>(overflow) ?? throw Other(typeof(FasterBase).Assembly, "GetPhysicalAddress"));
    }

    /// <summary>How far the log has been handed to the device.</summary>
    public long FlushedUntil => (long)_flushedUntil.GetValue(_log)!;

    /// <summary>The address of the newest record among those whose keys share a place in the index; 0 where there is none.</summary>
    public long Find(long hash)
    {
        var tag = (hash >>> HashTagShift) & TagMask;
        for (var bucket = _table + ((hash & _bucketMask) * WordsOfBucket); bucket != null; bucket = Next(bucket))
        {
            for (var i = 0; i < EntriesOfBucket; i++)
            {
                var entry = Volatile.Read(ref bucket[i]);
                if (entry > 0 && ((entry >> TagShift) & TagMask) == tag) return entry & AddressMask;
            }
        }

        GC.KeepAlive(_owner);
        return 0;
    }

    /// <inheritdoc cref="Find(long)"/>
    public long Find(ReadOnlySpan<byte> key)
    {
        fixed (byte* bytes = key)
        {
            var hashed = SpanByte.FromPointer(bytes, key.Length);
            return Find(SpanByteComparer.StaticGetHashCode64(ref hashed));
        }
    }

    /// <summary>The newest record of every chain, from an address on. Those that are written meanwhile may be missing, with none that was there before.</summary>
    /// <param name="from">The first address of interest.</param>
    /// <param name="pauses">Taken between steps.</param>
    /// <param name="heads">Gets their addresses, in no order.</param>
    public void AddHeads(long from, Pauses pauses, AddressList heads)
    {
        for (var number = 0L; number <= _bucketMask; number++)
        {
            if (number % BucketsOfStep == 0) pauses.Step();
            for (var bucket = _table + (number * WordsOfBucket); bucket != null; bucket = Next(bucket))
            {
                for (var i = 0; i < EntriesOfBucket; i++)
                {
                    var entry = Volatile.Read(ref bucket[i]);
                    if (entry > 0 && (entry & AddressMask) >= from) heads.Add(entry & AddressMask);
                }
            }
        }

        GC.KeepAlive(_owner);
    }

    private long* Next(long* bucket) =>
        (Volatile.Read(ref bucket[EntriesOfBucket]) & AddressMask) is var next and not 0 ? (long*)_overflowBucket(next) : null;

    /// <summary>Looks whether buckets and entries are what is said above.</summary>
    /// <exception cref="NotSupportedException">They are not.</exception>
    internal static void RefuseOtherLayouts(Assembly faster)
    {
        var constants = faster.GetType("FASTER.core.Constants") ?? throw Other(faster, "Constants");
        foreach (var (name, value) in new (string, long)[]
        {
            ("kEntriesPerBucket", WordsOfBucket), ("kOverflowBucketIndex", EntriesOfBucket), ("kTagShift", TagShift), ("kHashTagShift", HashTagShift),
            ("kTagMask", TagMask), ("kAddressMask", AddressMask), ("kTentativeBitShift", 63), ("kCacheLineBytes", WordsOfBucket * sizeof(long)),
        })
        {
            var field = constants.GetField(name, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic) ?? throw Other(faster, name);
            if (Convert.ToInt64(field.GetValue(obj: null), System.Globalization.CultureInfo.InvariantCulture) != value) throw Other(faster, name);
        }
    }

    private static object FieldOf(object owner, string name) => FieldOf(owner.GetType(), name, owner);

    private static object FieldOf(Type type, string name, object owner) =>
        type.GetField(name, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)?.GetValue(owner) ?? throw Other(type.Assembly, name);

    private static NotSupportedException Other(Assembly faster, string what) =>
        new($"{faster.GetName()} has another index than the one that is known: {what} is missing or different");
}
