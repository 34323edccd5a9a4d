using System.Numerics;
using FASTER.core;
using Recommender.Storage.Devices;

namespace Recommender.Storage.Store;

/// <summary>
/// Goes through the records of a log that does not change any more, in the order of their addresses, reading the device itself.
/// FASTER's own iterator has pages read by whichever thread comes by, and keeps readers waiting for them.
/// </summary>
/// <remarks>
/// A record is a header of eight bytes, the key and the value, each with its length before it and each from a multiple of eight
/// on. Records do not cross pages; what is not used is zero. Not for several threads.
/// </remarks>
internal sealed unsafe class LogWalk
{
    private const int Sector = 512;
    private const int HeaderBytes = sizeof(long);
    private const int AddressBits = 48;
    private const int LeastWindowBytes = 1 << 20;

    private readonly IDurableDevice _log;
    private readonly long _until;
    private readonly long _pageBytes;
    private readonly int _segmentBits;
    private readonly byte[] _window;
    private long _windowStart;
    private long _windowEnd;
    private long _next;
    private int _valueAt;

    /// <summary>Begins before the first record.</summary>
    /// <param name="log">The device.</param>
    /// <param name="plan">How the log is laid out.</param>
    /// <param name="from">Address of a record, or of nothing before one.</param>
    /// <param name="until">The address after the last; all before it is on the device.</param>
    /// <param name="mostBytes">Most bytes of a key and its value.</param>
    public LogWalk(IDurableDevice log, MemoryPlan plan, long from, long until, int mostBytes)
    {
        (_log, _until, _next) = (log, until, from);
        (_pageBytes, _segmentBits) = (1L << plan.PageBits, plan.SegmentBits);
        var most = (int)BitOperations.RoundUpToPowerOf2((uint)mostBytes + (4 * HeaderBytes) + Sector);
        _window = GC.AllocateUninitializedArray<byte>(Math.Max(LeastWindowBytes, most), pinned: true);
    }

    /// <summary>Where the record is.</summary>
    public long Address { get; private set; }

    /// <summary>Whether it says that the key has no value.</summary>
    public bool IsTombstone { get; private set; }

    /// <summary>Its key, until the next step.</summary>
    public ReadOnlySpan<byte> Key => Part(HeaderBytes).AsReadOnlySpan();

    /// <summary>Its value, until the next step.</summary>
    public ReadOnlySpan<byte> Value => Part(_valueAt).AsReadOnlySpan();

    /// <summary>Goes to the next record that is valid.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="StoreException">The device cannot be read, or holds no record where one begins.</exception>
    public bool Next()
    {
        while (_next < _until)
        {
            Address = _next;
            Need(HeaderBytes);
            if (At<long>(0) == 0)
            {
                _next += HeaderBytes;   // unused
                continue;
            }

            Need(HeaderBytes + sizeof(int));
            if (IsGivenUp(At<long>(0), At<int>(HeaderBytes)))
            {
                Need(At<int>(HeaderBytes));
                _next += At<int>(HeaderBytes);
                continue;
            }

            _valueAt = HeaderBytes + RoundUp(Part(HeaderBytes).TotalSize);
            Need(_valueAt + sizeof(int));
            var bytes = _valueAt + RoundUp(Part(_valueAt).TotalSize);
            Need(bytes);

            _next += bytes;
            var header = At<RecordInfo>(0);
            IsTombstone = header.Tombstone;
            if (header.Valid && Key.Length > 0) return true;
        }

        return false;
    }

    /// <summary>A record that FASTER allocated and never made: a header without a flag, and its whole size in place of its key's length.</summary>
    private static bool IsGivenUp(long header, int bytes) => (ulong)header >> AddressBits == 0 && bytes > HeaderBytes && bytes % HeaderBytes == 0;

    private static int RoundUp(int bytes) => (bytes + HeaderBytes - 1) & -HeaderBytes;

    private ref T At<T>(int offset)
        where T : unmanaged =>
        ref System.Runtime.CompilerServices.Unsafe.As<byte, T>(ref _window[Address - _windowStart + offset]);

    private ref SpanByte Part(int offset) => ref At<SpanByte>(offset);

    /// <summary>Has bytes of the record in the window.</summary>
    private void Need(int bytes)
    {
        if (bytes < 0 || bytes > _window.Length - Sector || Address % _pageBytes > _pageBytes - bytes) throw new StoreException($"the log has no record at address {Address} ('{_log.FileName}')");
        if (Address + bytes > _windowEnd) Load();
    }

    /// <summary>Reads from the record on, to the end of its page at most: a read stays within its segment.</summary>
    private void Load()
    {
        _windowStart = Address / Sector * Sector;
        var bytes = (int)Math.Min(_window.Length, _pageBytes - (_windowStart % _pageBytes));
        var segment = (int)(_windowStart >> _segmentBits);
        var (code, _) = _log.ReadNow(segment, _windowStart - ((long)segment << _segmentBits), _window.AsSpan(0, bytes));
        if (code != 0) throw new StoreException($"the log cannot be read: {_log.LastFault}");
        _windowEnd = _windowStart + bytes;
    }
}
