using System.Runtime.CompilerServices;

namespace Recommender.Storage.Store;

/// <summary>
/// A caller's reader as something that FASTER's generic session can carry: one session type serves every reader. Points into
/// the stack of the reading thread, which waits there until the read is complete.
/// </summary>
internal readonly unsafe struct ValueVisit
{
    private readonly void* _call;
    private readonly delegate*<void*, ReadOnlySpan<byte>, long, void> _read;

    private ValueVisit(void* call, delegate*<void*, ReadOnlySpan<byte>, long, void> read)
    {
        _call = call;
        _read = read;
    }

    /// <summary>Of a write: whether its key has no value yet.</summary>
    public bool IsNewKey { get; private init; }

    /// <summary>Points at a call.</summary>
    /// <param name="call">Must live on the stack until the read is complete.</param>
    public static ValueVisit Of<TReader>(ref Call<TReader> call)
        where TReader : struct, IValueReader, allows ref struct =>
        new(Unsafe.AsPointer(ref call), &ReadInto<TReader>);

    /// <summary>Goes along with a write.</summary>
    public static ValueVisit OfWrite(bool isNewKey) => new() { IsNewKey = isNewKey };

    public void Read(ReadOnlySpan<byte> value, long address) => _read(_call, value, address);

    private static void ReadInto<TReader>(void* call, ReadOnlySpan<byte> value, long address)
        where TReader : struct, IValueReader, allows ref struct
    {
        ref var called = ref Unsafe.AsRef<Call<TReader>>(call);
        called.Address = address;
        try
        {
            called.Reader.Read(value);
        }
        catch (Exception failure)
        {
            called.Failure = failure;   // must not unwind FASTER, which holds the record
        }
    }

    /// <summary>A reader, where in the log it was called, and what it threw.</summary>
    public ref struct Call<TReader>
        where TReader : struct, IValueReader, allows ref struct
    {
        public TReader Reader;
        public long Address;
        public Exception? Failure;
    }
}
