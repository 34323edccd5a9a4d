namespace Recommender.Storage.Devices;

/// <summary>The device of a log that goes back to its last checkpoint when it is opened.</summary>
internal interface ILogDevice : IDurableDevice
{
    /// <summary>Returns the log to the state that <see cref="Keep"/> was told of, whatever was written since. Before anything is read.</summary>
    /// <param name="tail">The end of the log at its newest checkpoint.</param>
    /// <param name="tailBytes">What <see cref="Keep"/> gave for it.</param>
    /// <exception cref="IOException">The disk refused.</exception>
    void Restore(long tail, ReadOnlySpan<byte> tailBytes);

    /// <summary>From now on what lies before the tail can be restored: all of it has been flushed.</summary>
    /// <returns>The bytes from the beginning of the tail's sector to the tail, which later writes share the sector with; none of an empty log.</returns>
    /// <exception cref="IOException">They cannot be read.</exception>
    byte[] Keep(long begin, long tail);

    /// <summary>Gives back all bytes before any address, and is done with it on disk when it returns. What the log holds before it is a record's end or nothing.</summary>
    /// <remarks>A crash in between leaves remains that do not agree with their sums: it is to be done again before anything is read.</remarks>
    new void RemoveBefore(long address);

    /// <summary>Takes the bytes of a log for good that has no checksums yet.</summary>
    /// <exception cref="IOException">The disk refused.</exception>
    void AddSums(long begin, long tail);
}
