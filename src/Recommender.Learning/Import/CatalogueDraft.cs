using Recommender.Learning.Data;

namespace Recommender.Learning.Import;

/// <summary>The titles of a dataset in the making, in the order of their rows.</summary>
internal sealed class CatalogueDraft
{
    private readonly List<TitleDraft> _drafts = [];

    /// <summary>Ids of titles, those described here and those that interactions name.</summary>
    public IdBuilder Ids { get; } = new();

    public IReadOnlyList<TitleDraft> Drafts => _drafts;

    /// <summary>Adds a title; false where its id is taken. Before any interaction is read.</summary>
    public bool TryAdd(TitleDraft draft)
    {
        if (Ids.RowOf(draft.Id) != _drafts.Count) return false;
        _drafts.Add(draft);
        return true;
    }

    /// <summary>The title with an id; null where none is described.</summary>
    public TitleDraft? Find(string id) => Ids.TryFind(id, out var row) && row < _drafts.Count ? _drafts[row] : null;

    /// <summary>Takes away tags of a group that fewer titles have than are worth a tag.</summary>
    public void Prune(string group, int leastTitles)
    {
        var support = new Dictionary<Tag, int>();
        foreach (var tag in _drafts.SelectMany(static draft => draft.Tags.Keys)) support[tag] = support.GetValueOrDefault(tag) + 1;
        foreach (var draft in _drafts)
        {
            foreach (var tag in draft.Tags.Keys.Where(tag => tag.Group == group && support[tag] < leastTitles).ToArray()) draft.Remove(tag);
        }
    }

    /// <summary>Numbers the tags by group and name; titles that nobody described bear their id for a name.</summary>
    public (Title[] Titles, Tag[] Tags) Build()
    {
        Tag[] tags =
        [
            .. _drafts.SelectMany(static draft => draft.Tags.Keys.Concat(draft.Artworks.SelectMany(static artwork => artwork.Depicts)))
                .Distinct()
                .OrderBy(static tag => tag.Group, StringComparer.Ordinal)
                .ThenBy(static tag => tag.Name, StringComparer.Ordinal),
        ];
        var rows = tags.Select(static (tag, row) => (tag, row)).ToDictionary(static pair => pair.tag, static pair => pair.row);
        return ([.. Ids.Ids.Select((id, row) => row < _drafts.Count ? Build(_drafts[row], rows) : new Title(id, id, null, [], []))], tags);
    }

    private static Title Build(TitleDraft draft, Dictionary<Tag, int> rows)
    {
        TitleTag[] tags = [.. draft.Tags.Select(tag => new TitleTag(rows[tag.Key], tag.Value)).OrderBy(static tag => tag.Tag)];
        return new Title(draft.Id, draft.Name, draft.Year, tags, [.. draft.Artworks]);
    }
}
