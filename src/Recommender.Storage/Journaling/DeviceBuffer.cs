using System.Runtime.InteropServices;
using Recommender.Storage.Devices;
using Recommender.Storage.Store;

namespace Recommender.Storage.Journaling;

/// <summary>Memory that a device is read into and written from. Not for several threads at once.</summary>
internal sealed unsafe class DeviceBuffer(IDurableDevice device, int bytes) : IDisposable
{
    private readonly byte* _memory = (byte*)NativeMemory.AlignedAlloc((nuint)bytes, Geometry.SectorBytes);

    public Span<byte> Span => new(_memory, bytes);

    /// <summary>Reads whole sectors to the start of the buffer.</summary>
    /// <returns>Bytes that the file has there, possibly none; those after them are zeros.</returns>
    /// <exception cref="StoreException">The device cannot be read.</exception>
    public int Read(int segment, long offset, int length)
    {
        var (code, count) = device.ReadNow(segment, offset, Span[..length]);
        if (code is not 0 and not DeviceFault.NoSuchFile) throw new StoreException($"the journal cannot be read: {device.LastFault}");
        Span[(int)count..length].Clear();
        return (int)count;
    }

    /// <summary>Writes whole sectors of the buffer.</summary>
    /// <param name="segment">File.</param>
    /// <param name="offset">Where in the file.</param>
    /// <param name="start">Where in the buffer.</param>
    /// <param name="length">Bytes.</param>
    /// <exception cref="StoreException">The device failed.</exception>
    public void Write(int segment, long offset, int start, int length)
    {
        if (device.WriteNow(segment, offset, Span.Slice(start, length)).Code != 0)
            throw new StoreException($"the journal cannot be written: {device.LastFault}");
    }

    public void Dispose() => NativeMemory.AlignedFree(_memory);
}
