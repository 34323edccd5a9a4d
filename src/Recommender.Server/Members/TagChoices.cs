using Recommender.Ranking;
using Recommender.Ranking.Members;
using Recommender.Server.Generations;

namespace Recommender.Server.Members;

/// <summary>Counts how often a member chooses each tag, and tells which are chosen more than all members do. One thread at a time; allocates only for more tags than ever before.</summary>
internal sealed class TagChoices
{
    private const int Most = 96;
    private const double LeastAffinity = 0.02;

    private readonly ItemBuffer<int> _tags = new();
    private double[] _chosen = [];
    private ServedGeneration _served = null!;
    private double _titles;

    /// <summary>Whether nothing was chosen.</summary>
    public bool IsEmpty => _titles == 0;

    /// <summary>Begins a member.</summary>
    /// <param name="served">In whose rows.</param>
    public void Begin(ServedGeneration served)
    {
        (_served, _titles) = (served, 0);
        if (_chosen.Length < served.Ranking.Tags.Count) _chosen = new double[served.Ranking.Tags.Count];
    }

    /// <summary>Counts a title that was chosen.</summary>
    /// <param name="row">Row of the generation; -1 for one that it does not have, which says nothing.</param>
    public void Add(int row)
    {
        if (row < 0) return;
        _titles++;
        var part = _served.Ranking.Catalog.PartOf(row, out var local);
        var tags = part.Tags[local];
        var weights = part.TagWeights[local];
        for (var i = 0; i < weights.Length; i++)
        {
            ref var chosen = ref _chosen[tags[i]];
            if (chosen == 0) _tags.Add(tags[i]);
            chosen += weights[i];
        }
    }

    /// <summary>Asks for what <see cref="Add"/> will read to be brought into the cache.</summary>
    public void Expect(int row)
    {
        if (row < 0) return;
        var part = _served.Ranking.Catalog.PartOf(row, out var local);
        part.Tags.Expect(local);
        part.TagWeights.Expect(local);
    }

    /// <summary>Tells what came of it, and forgets the counts.</summary>
    /// <param name="usage">Of the same generation.</param>
    /// <param name="into">Receives up to 96 tags, the strongest first, as exact as portraits keep them.</param>
    public void Finish(TagUsage usage, ItemBuffer<Weighted> into)
    {
        foreach (var tag in _tags.Span)
        {
            var affinity = usage.Affinity(tag, _chosen[tag], _titles);
            if (affinity >= LeastAffinity) into.Add(new Weighted(tag, (float)(Half)affinity));
            _chosen[tag] = 0;
        }

        _tags.Clear();
        into.Span.Sort(static (a, b) => b.Weight != a.Weight ? b.Weight.CompareTo(a.Weight) : a.Row.CompareTo(b.Row));
        into.Keep(Math.Min(Most, into.Count));
    }
}
