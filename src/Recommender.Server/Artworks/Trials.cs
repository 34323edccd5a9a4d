using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Recommender.Server.Artworks;

/// <summary>What came of showing titles, for as many of the latest as there is room for. One thread at a time.</summary>
/// <param name="bytes">The room, about; at least that of one.</param>
internal sealed class Trials(long bytes)
{
    private const int BytesOfTrial = 160;

    private readonly long _most = Math.Max(1, bytes / BytesOfTrial);
    private readonly Dictionary<(UInt128 Decision, ulong Title), Trial> _trials = [];
    private readonly Queue<(UInt128 Decision, ulong Title)> _inOrder = [];

    /// <summary>What is known of a title of a decision; a null reference where nothing is.</summary>
    public ref Trial Find(UInt128 decision, ulong title) => ref CollectionsMarshal.GetValueRefOrNullRef(_trials, (decision, title));

    /// <summary>Begins one, at the cost of the oldest. Valid until the next is begun.</summary>
    public ref Trial Add(UInt128 decision, ulong title, ShownArtworks shown, int context)
    {
        if (_inOrder.Count >= _most) _trials.Remove(_inOrder.Dequeue());
        _inOrder.Enqueue((decision, title));
        ref var trial = ref CollectionsMarshal.GetValueRefOrAddDefault(_trials, (decision, title), out _);
        (trial.Shown, trial.Context) = (shown, context);
        return ref Unsafe.AsRef(ref trial);
    }
}
