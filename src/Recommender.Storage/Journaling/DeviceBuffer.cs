using System.Runtime.InteropServices;
using FASTER.core;
using Recommender.Storage.Devices;
using Recommender.Storage.Store;

namespace Recommender.Storage.Journaling;

/// <summary>Memory that a device is read into and written from, one operation at a time. Not for several threads at once.</summary>
internal sealed unsafe class DeviceBuffer(FailStopDevice device, int bytes) : IDisposable
{
    private static readonly DeviceIOCompletionCallback Completed = static (code, count, told) => ((DeviceBuffer)told).Complete(code, count);

    private readonly byte* _memory = (byte*)NativeMemory.AlignedAlloc((nuint)bytes, Geometry.SectorBytes);
    private uint _code;
    private uint _count;
    private int _done;

    public Span<byte> Span => new(_memory, bytes);

    /// <summary>Reads whole sectors to the start of the buffer.</summary>
    /// <returns>Bytes that the file has there, possibly none; those after them are zeros.</returns>
    /// <exception cref="StoreException">The device cannot be read.</exception>
    public int Read(int segment, long offset, int length)
    {
        Volatile.Write(ref _done, 0);
        device.ReadAsync(segment, (ulong)offset, (nint)_memory, (uint)length, Completed, this);
        Wait();
        if (_code is not 0 and not DeviceFault.NoSuchFile) throw new StoreException($"the journal cannot be read: {device.LastFault}");
        Span[(int)_count..length].Clear();
        return (int)_count;
    }

    /// <summary>Writes whole sectors of the buffer.</summary>
    /// <param name="segment">File.</param>
    /// <param name="offset">Where in the file.</param>
    /// <param name="start">Where in the buffer.</param>
    /// <param name="length">Bytes.</param>
    /// <exception cref="StoreException">The device failed, now or before.</exception>
    public void Write(int segment, long offset, int start, int length)
    {
        Volatile.Write(ref _done, 0);
        device.WriteAsync((nint)(_memory + start), segment, (ulong)offset, (uint)length, Completed, this);
        Wait();
        if (device.Broken is { } fault) throw new StoreException($"the journal cannot be written: {fault}");
    }

    public void Dispose() => NativeMemory.AlignedFree(_memory);

    private void Complete(uint code, uint count)
    {
        (_code, _count) = (code, count);
        Volatile.Write(ref _done, 1);
    }

    /// <summary>A device that calls back inline is done already.</summary>
    private void Wait()
    {
        var waiting = default(SpinWait);
        while (Volatile.Read(ref _done) == 0)
        {
            device.TryComplete();
            waiting.SpinOnce(sleep1Threshold: -1);
        }
    }
}
