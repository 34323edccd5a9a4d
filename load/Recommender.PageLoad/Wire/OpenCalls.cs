namespace Recommender.PageLoad.Wire;

/// <summary>The calls of a connection that wait for their answers, by stream. One thread adds, another takes away.</summary>
internal sealed class OpenCalls
{
    // A call would have to outlast so many others on its connection to be in the way of one of them.
    private const int Room = 1 << 16;

    private readonly Call[] _calls = new Call[Room];
    private int _count;

    /// <summary>How many there are.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Adds a call.</summary>
    /// <exception cref="LoadException">A call of long ago is still open.</exception>
    public void Add(int stream, long due, bool keeps)
    {
        ref var call = ref At(stream);
        if (Volatile.Read(ref call.Stream) != 0) throw new LoadException($"stream {call.Stream} is still open at stream {stream}");
        (call.Due, call.Kept) = (due, keeps ? new MemoryStream() : null);
        Interlocked.Increment(ref _count);
        Volatile.Write(ref call.Stream, stream);
    }

    /// <summary>Keeps some bytes of a call's answer, if they are wanted.</summary>
    public void Keep(int stream, ReadOnlySpan<byte> bytes)
    {
        ref var call = ref At(stream);
        if (call.Stream == stream) call.Kept?.Write(bytes);
    }

    /// <summary>Takes a call away; it counts until <see cref="Told"/>.</summary>
    /// <returns>Whether it was open.</returns>
    public bool TryEnd(int stream, out long due, out MemoryStream? kept)
    {
        ref var call = ref At(stream);
        (due, kept) = (call.Due, call.Kept);
        if (Volatile.Read(ref call.Stream) != stream) return false;
        call.Kept = null;
        Volatile.Write(ref call.Stream, 0);
        return true;
    }

    /// <summary>Whoever waits for the end of a call has been told of it: it counts no more.</summary>
    public void Told() => Interlocked.Decrement(ref _count);

    private ref Call At(int stream) => ref _calls[(stream >> 1) & (Room - 1)];

    private struct Call
    {
        public int Stream;   // 0: none
        public long Due;
        public MemoryStream? Kept;
    }
}
