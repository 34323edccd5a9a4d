namespace Recommender.Server.Artworks;

/// <summary>Numbers in the order in which they came: the latest, as many as there is room for. Positions rise without end. One thread at a time.</summary>
/// <remarks>Memory is taken in large pieces as it is first written, and kept; there is nothing in it that the garbage collector would follow.</remarks>
/// <param name="capacity">How many; from 1.</param>
internal sealed class NumberRing(long capacity)
{
    private const int PieceBits = 18;
    private const int Piece = 1 << PieceBits;

    private readonly uint[]?[] _pieces = new uint[]?[checked((int)((capacity + Piece - 1) >> PieceBits))];

    /// <summary>How many there is room for.</summary>
    public long Capacity => capacity;

    /// <summary>Where a position's number lies, from 0; it is shared by positions that never have room beside each other.</summary>
    public long PlaceOf(long position) => position % capacity;

    /// <summary>Writes numbers at a position and those after it.</summary>
    public void Write(long position, ReadOnlySpan<uint> numbers)
    {
        while (!numbers.IsEmpty)
        {
            var there = At(position, numbers.Length);
            numbers[..there.Length].CopyTo(there);
            numbers = numbers[there.Length..];
            position += there.Length;
        }
    }

    /// <summary>Reads the numbers at a position and after it that were written there last.</summary>
    public void Read(long position, Span<uint> into)
    {
        while (!into.IsEmpty)
        {
            var there = At(position, into.Length);
            there.CopyTo(into);
            into = into[there.Length..];
            position += there.Length;
        }
    }

    private Span<uint> At(long position, int most)
    {
        var place = PlaceOf(position);
        var (piece, within) = ((int)(place >> PieceBits), (int)place & (Piece - 1));
        var numbers = _pieces[piece] ??= GC.AllocateUninitializedArray<uint>((int)Math.Min(Piece, capacity - ((long)piece << PieceBits)));
        return numbers.AsSpan(within, Math.Min(most, numbers.Length - within));
    }
}
