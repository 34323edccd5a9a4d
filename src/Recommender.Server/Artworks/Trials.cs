using System.Numerics;
using System.Runtime.CompilerServices;

namespace Recommender.Server.Artworks;

/// <summary>What came of showing titles, for as many of the latest as there is room for. One thread at a time.</summary>
/// <remarks>They lie side by side, and there is nothing in them that the garbage collector would follow. Memory is taken as it is first needed.</remarks>
internal sealed class Trials
{
    private const int PieceBits = 12;
    private const int Piece = 1 << PieceBits;

    private static readonly int BytesOfTrial = Unsafe.SizeOf<Trial>();

    private readonly PlaceIndex _index;
    private readonly long _most;
    private readonly Trial[]?[] _pieces;
    private long _begun;

    /// <summary>Makes room.</summary>
    /// <param name="bytes">All the memory that it will take; at least that of a few.</param>
    public Trials(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bytes, 1_024);
        _index = new PlaceIndex((int)Math.Min(PlaceIndex.MostSlots, BitOperations.RoundUpToPowerOf2((ulong)(bytes / BytesOfTrial))));
        _most = Math.Min(_index.Room, (bytes - _index.Bytes) / BytesOfTrial);
        _pieces = new Trial[]?[(_most + Piece - 1) >> PieceBits];
    }

    /// <summary>What is known of a title of a decision; a null reference where nothing is. Valid until the next is begun.</summary>
    public ref Trial Find(UInt128 decision, ulong title)
    {
        var places = _index.PlacesOf(HashOf(decision, title));
        while (places.TryNext(out var place))
        {
            ref var trial = ref At(place);
            if (trial.Title == title && trial.Decision == decision) return ref trial;
        }

        return ref Unsafe.NullRef<Trial>();
    }

    /// <summary>Begins one of which nothing is known, at the cost of the oldest. Valid until the next is begun.</summary>
    public ref Trial Add(UInt128 decision, ulong title, ShownArtworks shown, int context)
    {
        var place = _begun++ % _most;
        ref var trial = ref At(place);
        if (_begun > _most) _index.Remove(HashOf(trial.Decision, trial.Title), place);
        trial = new Trial { Decision = decision, Title = title };
        trial.Begin(shown, context);
        _index.Add(HashOf(decision, title), place);
        return ref trial;
    }

    private static ulong HashOf(UInt128 decision, ulong title) =>
        (((ulong)decision ^ BitOperations.RotateLeft((ulong)(decision >> 64), 32) ^ BitOperations.RotateLeft(title, 17)) * 0x9E37_79B9_7F4A_7C15);

    private ref Trial At(long place)
    {
        var piece = (int)(place >> PieceBits);
        var trials = _pieces[piece] ??= new Trial[Math.Min(Piece, _most - ((long)piece << PieceBits))];
        return ref trials[place & (Piece - 1)];
    }
}
