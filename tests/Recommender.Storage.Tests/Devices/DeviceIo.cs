using FASTER.core;

namespace Recommender.Storage.Tests.Devices;

/// <summary>A device's operations as calls that return what the callback was told.</summary>
internal static unsafe class DeviceIo
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static (uint Code, uint Bytes) Write(this IDevice device, int segment, long offset, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* source = bytes)
        {
            using var done = new Completion();
            device.WriteAsync((nint)source, segment, (ulong)offset, (uint)bytes.Length, done.Callback, null);
            return done.Wait(device);
        }
    }

    public static (uint Code, uint Bytes) Read(this IDevice device, int segment, long offset, Span<byte> into)
    {
        fixed (byte* destination = into)
        {
            using var done = new Completion();
            device.ReadAsync(segment, (ulong)offset, (nint)destination, (uint)into.Length, done.Callback, null);
            return done.Wait(device);
        }
    }

    public static (uint Code, uint Bytes) WriteAt(this IDevice device, long address, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* source = bytes)
        {
            using var done = new Completion();
            device.WriteAsync((nint)source, (ulong)address, (uint)bytes.Length, done.Callback, null);
            return done.Wait(device);
        }
    }

    public static (uint Code, uint Bytes) ReadAt(this IDevice device, long address, Span<byte> into)
    {
        fixed (byte* destination = into)
        {
            using var done = new Completion();
            device.ReadAsync((ulong)address, (nint)destination, (uint)into.Length, done.Callback, null);
            return done.Wait(device);
        }
    }

    private sealed class Completion : IDisposable
    {
        private readonly ManualResetEventSlim _done = new();
        private (uint Code, uint Bytes) _told;
        private int _calls;

        public void Callback(uint code, uint bytes, object _)
        {
            Assert.Equal(1, Interlocked.Increment(ref _calls));   // once, whatever happens
            _told = (code, bytes);
            _done.Set();
        }

        public (uint Code, uint Bytes) Wait(IDevice device)
        {
            while (!_done.IsSet && !device.TryComplete()) { /* a delayed operation comes nearer with each call */ }
            Assert.True(_done.Wait(Patience), "the callback was not called");
            return _told;
        }

        public void Dispose() => _done.Dispose();
    }
}
