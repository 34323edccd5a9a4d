namespace Recommender.Storage.Devices;

/// <summary>When a written sector is on disk, rather than in the system's page cache, where a power cut loses it.</summary>
internal enum WriteDurability
{
    /// <summary>Before the callback of the write is called: what FASTER takes every callback to mean.</summary>
    BeforeCallback,

    /// <summary>
    /// When <see cref="IDurableDevice.FlushToDisk"/> returns. For an owner that acknowledges nothing before it has called that:
    /// the writes survive the death of the process, not yet that of the machine.
    /// </summary>
    OnFlush,
}
