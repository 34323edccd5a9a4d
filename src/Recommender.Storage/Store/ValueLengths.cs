using FASTER.core;

namespace Recommender.Storage.Store;

/// <summary>FASTER's own layout of a value, with a guess at its length: the first read from the device takes so many bytes, and a second is needed for longer ones alone.</summary>
internal sealed unsafe class ValueLengths(int typicalBytes) : IVariableLengthStruct<SpanByte>
{
    private static SpanByteVarLenStruct Layout => default;

    public int GetInitialLength() => typicalBytes + sizeof(int);

    public int GetLength(ref SpanByte t) => Layout.GetLength(ref t);

    public void Serialize(ref SpanByte source, void* destination) => Layout.Serialize(ref source, destination);

    public ref SpanByte AsRef(void* source) => ref Layout.AsRef(source);

    public void Initialize(void* source, void* end) => Layout.Initialize(source, end);
}
