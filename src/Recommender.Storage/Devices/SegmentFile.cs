using Microsoft.Win32.SafeHandles;
using Recommender.Storage.Unix;

namespace Recommender.Storage.Devices;

/// <summary>
/// One file of a device. Reads copy from the mapping what the page cache has; writes go to the same page cache through the file, because
/// there a full or broken disk is an error code, and through a mapping it is a signal that ends the process. Safe from many threads.
/// </summary>
/// <remarks>
/// What the page cache has not is read by a call. A thread that touches it in the mapping holds up a garbage collection, and with it every
/// other thread, until the disk has answered, and brings megabytes around it along.
/// </remarks>
internal sealed class SegmentFile : IDisposable
{
    /// <summary>Bytes of address space that one mapping takes: a file without a size of its own gets as many as it needs.</summary>
    public const long WindowBytes = 1L << 30;

    private readonly SafeFileHandle _file;
    private readonly long _windowBytes;
    private readonly Lock _growing = new();
    private MappedWindow?[] _windows = [];
    private long _length;
    private int _dirty = 1;   // what an earlier process wrote may never have reached the disk

    /// <summary>Opens the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mode">Whether a file that is absent is created.</param>
    /// <param name="options">How it is opened: write-through or not.</param>
    /// <param name="size">Most bytes that it will hold, or -1.</param>
    public SegmentFile(string path, FileMode mode, FileOptions options, long size)
    {
        Path = path;
        _windowBytes = size is > 0 and < WindowBytes ? size : WindowBytes;
        _file = File.OpenHandle(path, mode, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, options);
        _length = RandomAccess.GetLength(_file);
    }

    public string Path { get; }

    /// <summary>Bytes from the start to the end of the furthest write.</summary>
    public long Length => Volatile.Read(ref _length);

    /// <summary>Copies what the file has from an offset on.</summary>
    /// <returns>The number of bytes copied: less than asked for where the file ends.</returns>
    public int Read(long offset, Span<byte> destination)
    {
        var available = (int)Math.Clamp(Length - offset, 0, destination.Length);
        for (var done = 0; done < available;)
        {
            var (window, start) = Math.DivRem(offset + done, _windowBytes);
            var count = (int)Math.Min(available - done, _windowBytes - start);
            if (!Window((int)window).TryCopyTo(start, destination.Slice(done, count))) count = RandomAccess.Read(_file, destination.Slice(done, count), offset + done);
            if (count == 0) return done;   // cut by another
            done += count;
        }

        return available;
    }

    /// <summary>Takes the bytes into the page cache, or, opened for write-through, onto the disk.</summary>
    public void Write(long offset, ReadOnlySpan<byte> source)
    {
        RandomAccess.Write(_file, source, offset);
        var end = offset + source.Length;
        for (var seen = Length; seen < end;)
        {
            var before = Interlocked.CompareExchange(ref _length, end, seen);
            if (before == seen) break;
            seen = before;
        }

        Volatile.Write(ref _dirty, 1);
    }

    /// <summary>Ends the file where it goes on behind a length. A reader beside this would touch pages that are gone, and end the process.</summary>
    public void Cut(long length)
    {
        if (Length <= length) return;
        Volatile.Write(ref _length, length);
        RandomAccess.SetLength(_file, length);
        Volatile.Write(ref _dirty, 1);
    }

    /// <summary>Makes zeros of the first bytes, and gives their space back where the file system can.</summary>
    public void Clear(long end)
    {
        end = Math.Min(end, Length);
        if (end <= 0) return;
        if (Libc.Allocate(_file, Libc.KeepSizePunchHole, 0, end) != 0) WriteZeros(end);
        Volatile.Write(ref _dirty, 1);
    }

    /// <summary>Returns when every write that has returned is on disk.</summary>
    public void Flush()
    {
        if (Interlocked.Exchange(ref _dirty, 0) != 0) RandomAccess.FlushToDisk(_file);
    }

    /// <summary>Has the disk begin with what the page cache has of a stretch; may wait where the disk has much to do.</summary>
    /// <exception cref="IOException">The disk refused.</exception>
    public void BeginWriteback(long offset, long bytes) => Writeback.Run(_file, offset, bytes, Libc.SyncWrite);

    /// <summary>Waits until the disk has a stretch. Nothing is durable by it: the disk may keep it in a cache of its own, and the file's length and place are not written.</summary>
    /// <exception cref="IOException">The disk refused; a flush would not say so again.</exception>
    public void AwaitWriteback(long offset, long bytes) => Writeback.Run(_file, offset, bytes, Libc.SyncWaitBefore | Libc.SyncWrite | Libc.SyncWaitAfter);

    public void Dispose()
    {
        lock (_growing)
        {
            foreach (var window in _windows) window?.Dispose();
            _file.Dispose();
        }
    }

    private void WriteZeros(long end)
    {
        var zeros = new byte[Math.Min(end, 1 << 20)];
        for (long done = 0; done < end; done += zeros.Length) RandomAccess.Write(_file, zeros.AsSpan(0, (int)Math.Min(zeros.Length, end - done)), done);
    }

    private MappedWindow Window(int index)
    {
        var windows = Volatile.Read(ref _windows);
        return index < windows.Length && windows[index] is { } mapped ? mapped : Map(index);
    }

    private MappedWindow Map(int index)
    {
        lock (_growing)
        {
            ObjectDisposedException.ThrowIf(_file.IsClosed, this);
            if (index < _windows.Length && _windows[index] is { } other) return other;

            var more = new MappedWindow?[Math.Max(index + 1, _windows.Length)];
            _windows.CopyTo(more, 0);
            var window = new MappedWindow(_file, index * _windowBytes, _windowBytes);
            more[index] = window;
            Volatile.Write(ref _windows, more);
            return window;
        }
    }
}
