using System.Runtime.InteropServices;
using System.Text;

namespace Recommender.Server.Artworks;

/// <summary>What was seen of artworks, by title and persona's context; only of what was shown. One thread at a time.</summary>
/// <remarks>Some 250 bytes for each title and context of which anything was seen.</remarks>
internal sealed class ArtworkCounts
{
    private readonly Dictionary<(ulong Title, int Context), ArtworkTally> _tallies = [];
    private readonly Dictionary<(ulong Title, bool Trailers), (double Weight, double Reward)> _ofTitles = [];
    private readonly List<string> _contexts = [];
    private readonly List<byte[]> _contextsUtf8 = [];
    private (double Weight, double Reward) _ofImages = (1, 0.2);   // what is expected at first, as one impression
    private (double Weight, double Reward) _ofTrailers = (1, 0.2);
    private readonly Queue<(ulong Title, int Context)> _waiting = [];

    /// <summary>Names of the contexts' personas, by number; empty for members without any.</summary>
    public IReadOnlyList<string> Contexts => _contexts;

    /// <summary>What was seen, by title and context.</summary>
    public IReadOnlyDictionary<(ulong Title, int Context), ArtworkTally> Tallies => _tallies;

    /// <summary>Titles and contexts of which more was seen since they were learnt from.</summary>
    public int Waiting => _waiting.Count;

    /// <summary>The number of a persona's context.</summary>
    public int ContextOf(string persona)
    {
        var context = _contexts.IndexOf(persona);
        if (context >= 0) return context;
        _contexts.Add(persona);
        _contextsUtf8.Add(Encoding.UTF8.GetBytes(persona));
        return _contexts.Count - 1;
    }

    /// <inheritdoc cref="ContextOf(string)"/>
    public int ContextOf(ReadOnlySpan<byte> persona)
    {
        for (var context = 0; context < _contextsUtf8.Count; context++)
        {
            if (persona.SequenceEqual(_contextsUtf8[context])) return context;
        }

        return ContextOf(Encoding.UTF8.GetString(persona));
    }

    /// <summary>Adds to what was seen of an artwork.</summary>
    /// <param name="title">Hash of the title's id.</param>
    /// <param name="context">The persona's context.</param>
    /// <param name="artwork">Hash of the artwork's id.</param>
    /// <param name="isTrailer">What it is.</param>
    /// <param name="weight">Impressions.</param>
    /// <param name="reward">Rewards.</param>
    public void Add(ulong title, int context, ulong artwork, bool isTrailer, double weight, double reward)
    {
        ref var tally = ref CollectionsMarshal.GetValueRefOrAddDefault(_tallies, (title, context), out _);
        tally ??= new ArtworkTally();
        tally.Add(artwork, isTrailer, weight, reward);
        ref var ofTitle = ref CollectionsMarshal.GetValueRefOrAddDefault(_ofTitles, (title, isTrailer), out _);
        ofTitle = (ofTitle.Weight + weight, ofTitle.Reward + reward);
        ref var ofAll = ref isTrailer ? ref _ofTrailers : ref _ofImages;
        ofAll = (ofAll.Weight + weight, ofAll.Reward + reward);
        Wait(title, context, tally);
    }

    /// <summary>Lets these be learnt from anew, in this order.</summary>
    public void WaitAll(ReadOnlySpan<(ulong Title, int Context)> keys)
    {
        foreach (var key in keys) Wait(key.Title, key.Context, _tallies[key]);
    }

    /// <summary>Takes the next that waits.</summary>
    public bool TryNext(out ulong title, out int context, out ArtworkTally tally)
    {
        (title, context, tally) = (0, 0, null!);
        if (!_waiting.TryDequeue(out var next)) return false;
        (title, context) = next;
        tally = _tallies[next];
        tally.IsWaiting = false;
        return true;
    }

    /// <summary>What was seen of a title in all contexts, and of all titles.</summary>
    public ((double Weight, double Reward) Title, (double Weight, double Reward) All) SumsOf(ulong title, bool trailers) =>
        (_ofTitles.GetValueOrDefault((title, trailers)), trailers ? _ofTrailers : _ofImages);

    private void Wait(ulong title, int context, ArtworkTally tally)
    {
        if (tally.IsWaiting) return;
        tally.IsWaiting = true;
        _waiting.Enqueue((title, context));
    }
}
