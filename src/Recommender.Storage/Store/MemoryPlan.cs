using System.Numerics;

namespace Recommender.Storage.Store;

/// <summary>A memory budget turned into FASTER's powers of two.</summary>
/// <remarks>
/// The ring is a power of two, and all of it is used, although FASTER could leave pages of a larger one empty: then it gives pages
/// back that leave memory, and in version 2.6.5 a thread that turns to the next page can take a place in the ring whose pointer another
/// is about to clear. What is written there next goes to address zero, and the process ends.
/// </remarks>
/// <param name="IndexBuckets">Buckets of the hash index, 64 bytes each, seven keys at most without overflow.</param>
/// <param name="PageBits">log₂ of the bytes of a page, the unit in which the log leaves memory.</param>
/// <param name="MemoryBits">log₂ of the bytes of the ring of pages.</param>
/// <param name="SegmentBits">log₂ of the bytes of a file, the unit in which the log leaves the disk.</param>
internal sealed record MemoryPlan(long IndexBuckets, int PageBits, int MemoryBits, int SegmentBits)
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
    public long LogBytes => 1L << MemoryBits;

    /// <summary>Bytes of the index, in memory and in a checkpoint, but for buckets of overflow.</summary>
    public long IndexBytes => IndexBuckets * BucketBytes;

    /// <summary>Bytes of the index and the log together.</summary>
    public long TotalBytes => IndexBytes + LogBytes;

    /// <summary>Divides a budget: the index gets what the keys need, at most half; the log the largest power of two that is left.</summary>
    /// <exception cref="ArgumentException">The budget is too small, or a value would not fit a page.</exception>
    public static MemoryPlan For(StoreOptions options)
    {
        if (options.MemoryBytes < LeastBytes) throw new ArgumentException($"the memory budget is {options.MemoryBytes} bytes; the least is {LeastBytes}", nameof(options));
        if (options.ExpectedKeys < 1) throw new ArgumentException($"the number of expected keys is {options.ExpectedKeys}; the least is 1", nameof(options));

        var wished = BitOperations.RoundUpToPowerOf2((ulong)((options.ExpectedKeys + KeysPerBucket - 1) / KeysPerBucket));
        var affordable = 1UL << BitOperations.Log2((ulong)options.MemoryBytes / 2 / BucketBytes);
        var buckets = (long)Math.Clamp(wished, 64, affordable);

        var memoryBits = BitOperations.Log2((ulong)(options.MemoryBytes - (buckets * BucketBytes)));
        var (pageBits, segmentBits) = options.Layout ?? LayoutFor(memoryBits, options.MaxValueBytes);
        if (1L << pageBits < 2L * options.MaxValueBytes) throw new ArgumentException($"the log was laid out for values up to {(1L << pageBits) / 2} bytes, and values may have {options.MaxValueBytes}", nameof(options));
        var pages = (1L << memoryBits) >> pageBits;
        if (pages < LeastPages)
        {
            throw new ArgumentException(
                $"a memory budget of {options.MemoryBytes} bytes holds {pages} pages of {1L << pageBits} bytes for values up to {options.MaxValueBytes}; needed are {LeastPages}", nameof(options));
        }

        return new MemoryPlan(buckets, pageBits, memoryBits, segmentBits);
    }

    private static LogLayout LayoutFor(int memoryBits, int maxValueBytes)
    {
        var pageBits = Math.Clamp(memoryBits - BitOperations.Log2(PagesWished), LeastPageBits, MostPageBits);
        while (1L << pageBits < 2L * maxValueBytes) pageBits++;
        return new LogLayout(pageBits, Math.Clamp(pageBits + 6, LeastSegmentBits, MostSegmentBits));
    }
}
