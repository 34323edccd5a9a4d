namespace Recommender.Storage.Titles;

/// <summary>The tags of a title, each once: those that it bears in their order, then those that only artworks depict. So are their groups.</summary>
internal sealed class TagTable
{
    private readonly Dictionary<Tag, int> _indexOf = [];
    private readonly Dictionary<string, int> _groupOf = [];
    private readonly List<Tag> _tags = [];
    private readonly List<string> _groups = [];

    /// <summary>Lists a title's tags.</summary>
    /// <exception cref="ArgumentException">The title bears one twice.</exception>
    public TagTable(Title title)
    {
        foreach (var (tag, _) in title.Tags)
        {
            if (!Add(tag)) throw new ArgumentException($"the title bears tag '{tag.Id}' of group '{tag.Group}' twice; once is allowed", nameof(title));
        }

        foreach (var tag in title.Artworks.SelectMany(static artwork => artwork.Depicts)) Add(tag);
    }

    public IReadOnlyList<Tag> Tags => _tags;

    public IReadOnlyList<string> Groups => _groups;

    public int IndexOf(Tag tag) => _indexOf[tag];

    public int GroupOf(string group) => _groupOf[group];

    private bool Add(Tag tag)
    {
        if (!_indexOf.TryAdd(tag, _tags.Count)) return false;
        _tags.Add(tag);
        if (_groupOf.TryAdd(tag.Group, _groups.Count)) _groups.Add(tag.Group);
        return true;
    }
}
