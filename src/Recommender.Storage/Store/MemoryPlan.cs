using System.Numerics;

namespace Recommender.Storage.Store;

/// <summary>A memory budget turned into FASTER's powers of two.</summary>
/// <param name="IndexBuckets">Buckets of the hash index, 64 bytes each, seven keys at most without overflow.</param>
/// <param name="PageBits">log₂ of the bytes of a page, the unit in which the log leaves memory.</param>
/// <param name="MemoryBits">log₂ of the bytes of the ring of pages.</param>
/// <param name="EmptyPages">Pages of the ring that stay empty, because the budget is no power of two.</param>
/// <param name="SegmentBits">log₂ of the bytes of a file, the unit in which the log leaves the disk.</param>
internal sealed record MemoryPlan(long IndexBuckets, int PageBits, int MemoryBits, int EmptyPages, int SegmentBits)
{
    /// <summary>The smallest budget.</summary>
    public const long LeastBytes = 1 << 20;

    private const int BucketBytes = 64;
    private const int KeysPerBucket = 4;   // of seven places: chance fills some buckets before others
    private const int LeastPages = 8;
    private const int PagesWished = 32;
    private const int LeastPageBits = 16;
    private const int MostPageBits = 20;   // whoever comes by clears a page that leaves memory: a reader, too
    private const int LeastSegmentBits = 24;
    private const int MostSegmentBits = 30;

    /// <summary>What stays with the log when the budget changes.</summary>
    public LogLayout Layout => new(PageBits, SegmentBits);

    /// <summary>Bytes of a page, which no record crosses.</summary>
    public long PageBytes => 1L << PageBits;

    /// <summary>Bytes that the hot part of the log may take.</summary>
    public long LogBytes => (1L << MemoryBits) - ((long)EmptyPages << PageBits);

    /// <summary>Bytes of the index, in memory and in a checkpoint, but for buckets of overflow.</summary>
    public long IndexBytes => IndexBuckets * BucketBytes;

    /// <summary>Bytes of the index and the log together.</summary>
    public long TotalBytes => IndexBytes + LogBytes;

    /// <summary>Divides a budget: the index gets what the keys need, at most half; the log the rest.</summary>
    /// <exception cref="ArgumentException">The budget is too small, or a value would not fit a page.</exception>
    public static MemoryPlan For(StoreOptions options)
    {
        if (options.MemoryBytes < LeastBytes) throw new ArgumentException($"the memory budget is {options.MemoryBytes} bytes; the least is {LeastBytes}", nameof(options));
        if (options.ExpectedKeys < 1) throw new ArgumentException($"the number of expected keys is {options.ExpectedKeys}; the least is 1", nameof(options));

        var wished = BitOperations.RoundUpToPowerOf2((ulong)((options.ExpectedKeys + KeysPerBucket - 1) / KeysPerBucket));
        var affordable = 1UL << BitOperations.Log2((ulong)options.MemoryBytes / 2 / BucketBytes);
        var buckets = (long)Math.Clamp(wished, 64, affordable);

        var logBytes = options.MemoryBytes - (buckets * BucketBytes);
        var (pageBits, segmentBits) = options.Layout ?? LayoutFor(logBytes, options.MaxValueBytes);
        if (1L << pageBits < 2L * options.MaxValueBytes) throw new ArgumentException($"the log was laid out for values up to {(1L << pageBits) / 2} bytes, and values may have {options.MaxValueBytes}", nameof(options));
        var pages = logBytes >> pageBits;
        if (pages < LeastPages)
        {
            throw new ArgumentException(
                $"a memory budget of {options.MemoryBytes} bytes holds {pages} pages of {1L << pageBits} bytes for values up to {options.MaxValueBytes}; needed are {LeastPages}", nameof(options));
        }

        var ring = (long)BitOperations.RoundUpToPowerOf2((ulong)pages);
        return new MemoryPlan(
            buckets,
            pageBits,
            pageBits + BitOperations.Log2((ulong)ring),
            (int)(ring - pages),
            segmentBits);
    }

    private static LogLayout LayoutFor(long logBytes, int maxValueBytes)
    {
        var pageBits = Math.Clamp(BitOperations.Log2((ulong)logBytes / PagesWished), LeastPageBits, MostPageBits);
        while (1L << pageBits < 2L * maxValueBytes) pageBits++;
        return new LogLayout(pageBits, Math.Clamp(pageBits + 6, LeastSegmentBits, MostSegmentBits));
    }
}
