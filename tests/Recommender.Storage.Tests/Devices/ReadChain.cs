using System.Runtime.InteropServices;
using FASTER.core;

namespace Recommender.Storage.Tests.Devices;

/// <summary>Reads of which each is started by the callback of the one before, as FASTER follows a chain of records.</summary>
internal sealed unsafe class ReadChain(IDevice device, int sector) : IDisposable
{
    private readonly ManualResetEventSlim _done = new();
    private int _walked;

    /// <summary>The number of reads that came back.</summary>
    public int Walk(int links)
    {
        var into = (nint)NativeMemory.AlignedAlloc((nuint)sector, (nuint)sector);
        try
        {
            Next(links, into);
            while (!_done.IsSet && !device.TryComplete()) { /* a delayed read comes nearer with each call */ }
            Assert.True(_done.Wait(TimeSpan.FromSeconds(60)), $"the chain stopped after {_walked} of {links}");
            return _walked;
        }
        finally
        {
            NativeMemory.AlignedFree((void*)into);
        }
    }

    public void Dispose() => _done.Dispose();

    private void Next(int links, nint into)
    {
        device.ReadAsync(
            0,
            (ulong)(_walked % 64 * sector),
            into,
            (uint)sector,
            (code, bytes, _) =>
            {
                Assert.Equal((0u, (uint)sector), (code, bytes));
                _walked++;
                if (_walked == links) _done.Set();
                else Next(links, into);
            },
            null);
    }
}
