using System.Numerics;

namespace Recommender.Storage.Journaling;

/// <summary>How positions fall into pages and files. A record lies in one page; a page in one file.</summary>
/// <param name="PageBits">log₂ of the bytes of a page.</param>
/// <param name="SegmentBits">log₂ of the bytes of a file.</param>
internal readonly record struct Geometry(int PageBits, int SegmentBits)
{
    /// <summary>Position of the first record of a new journal: FASTER keeps the addresses below for itself.</summary>
    public const long First = 64;

    /// <summary>Unit in which the disk writes: a crash leaves each as it was or as it became.</summary>
    public const int SectorBytes = 512;

    private const int LeastPageBits = 16;
    private const int MostPageBits = 28;
    private const int MostSegmentBits = 40;

    public int PageBytes => 1 << PageBits;

    public long SegmentBytes => 1L << SegmentBits;

    /// <summary>Most bytes of a record.</summary>
    public int MostRecordBytes => PageBytes - (int)First - Frame.HeadBytes;

    /// <summary>Whether a state file can say so: anything else is damage.</summary>
    public bool IsPossible => PageBits is >= LeastPageBits and <= MostPageBits && SegmentBits >= PageBits && SegmentBits <= MostSegmentBits;

    /// <summary>What a new journal gets.</summary>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static Geometry For(JournalOptions options)
    {
        if (options.MaxRecordBytes is < 1 or > 1 << (MostPageBits - 2))
            throw new ArgumentException($"the longest record is {options.MaxRecordBytes} bytes; allowed 1..{1 << (MostPageBits - 2)}", nameof(options));

        var pageBits = LeastPageBits;
        while (1L << pageBits < 2L * options.MaxRecordBytes) pageBits++;   // at most half a page stays empty
        if (!BitOperations.IsPow2(options.SegmentBytes) || options.SegmentBytes < 1L << pageBits || options.SegmentBytes > 1L << MostSegmentBits)
        {
            throw new ArgumentException(
                $"the bytes of a segment are {options.SegmentBytes}; allowed: a power of two from {1L << pageBits} to {1L << MostSegmentBits}", nameof(options));
        }

        return new Geometry(pageBits, BitOperations.Log2((ulong)options.SegmentBytes));
    }

    public long PageOf(long position) => position >> PageBits;

    public long PageStart(long position) => position & -(long)PageBytes;

    public int OffsetInPage(long position) => (int)(position & (PageBytes - 1));

    public int SegmentOf(long position) => (int)(position >> SegmentBits);

    public long OffsetInSegment(long position) => position & (SegmentBytes - 1);

    public long SegmentStart(int segment) => (long)segment << SegmentBits;
}
