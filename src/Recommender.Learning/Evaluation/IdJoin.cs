using Recommender.Learning.Data;

namespace Recommender.Learning.Evaluation;

/// <summary>Members and titles of several datasets under one numbering, in the order of their coming.</summary>
internal sealed class IdJoin
{
    private readonly Dictionary<string, int> _memberRows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _titleRows = new(StringComparer.Ordinal);
    private readonly List<Title> _titles = [];

    public List<string> Members { get; } = [];

    public IReadOnlyList<Title> Titles => _titles;

    public int TitleRow(string id) => _titleRows[id];

    public void Add(Dataset? dataset)
    {
        if (dataset is null) return;
        foreach (var id in dataset.Members.Ids)
        {
            if (_memberRows.TryAdd(id, Members.Count)) Members.Add(id);
        }

        // Tags are numbered by dataset, so titles come without.
        foreach (var title in dataset.Titles) AddTitle(title with { Tags = [] });
    }

    public void AddTitles(IEnumerable<string> ids)
    {
        foreach (var id in ids) AddTitle(new Title(id, id, null, [], []));
    }

    /// <summary>The interactions of some datasets: each member's by time, those of the first first where times are equal, and each title once.</summary>
    public Interactions Renumber(IReadOnlyList<Dataset> datasets)
    {
        var events = new List<(int Title, float Value, long Time)>[Members.Count];
        foreach (var dataset in datasets)
        {
            for (var row = 0; row < dataset.Members.Count; row++)
            {
                var member = _memberRows[dataset.Members[row]];
                var history = dataset.Interactions[row];
                for (var i = 0; i < history.Count; i++)
                    (events[member] ??= []).Add((_titleRows[dataset.TitleIds[history.Titles[i]]], history.Values[i], history.Times[i]));
            }
        }

        var offsets = new long[Members.Count + 1];
        var all = new List<(int Title, float Value, long Time)>();
        for (var member = 0; member < Members.Count; member++)
        {
            if (events[member] is { } own) all.AddRange(own.DistinctBy(static one => one.Title).OrderBy(static one => one.Time));
            offsets[member + 1] = all.Count;
        }

        return new(_titles.Count, offsets, [.. all.Select(static one => one.Title)], [.. all.Select(static one => one.Value)], [.. all.Select(static one => one.Time)]);
    }

    private void AddTitle(Title title)
    {
        if (_titleRows.TryAdd(title.Id, _titles.Count)) _titles.Add(title);
    }
}
