namespace Recommender.Learning.Evaluation;

/// <summary>Lists of title rows without gaps between them. Immutable; safe from many threads.</summary>
public sealed class TitleLists
{
    private readonly int[] _ends;
    private readonly int[] _titles;

    /// <summary>Copies lists.</summary>
    public TitleLists(IEnumerable<IReadOnlyCollection<int>> lists)
    {
        ArgumentNullException.ThrowIfNull(lists);
        var (ends, titles) = (new List<int>(), new List<int>());
        foreach (var list in lists)
        {
            titles.AddRange(list);
            ends.Add(titles.Count);
        }

        (_ends, _titles) = ([.. ends], [.. titles]);
    }

    /// <summary>Number of lists.</summary>
    public int Count => _ends.Length;

    /// <summary>Number of titles in all lists.</summary>
    public int TitleCount => _titles.Length;

    /// <summary>One list.</summary>
    public ReadOnlySpan<int> this[int at] => _titles.AsSpan((at == 0 ? 0 : _ends[at - 1]).._ends[at]);
}
