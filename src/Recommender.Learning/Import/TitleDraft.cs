using Recommender.Learning.Data;

namespace Recommender.Learning.Import;

/// <summary>What is known of a title so far.</summary>
internal sealed class TitleDraft(string id, string name, int? year)
{
    private readonly Dictionary<Tag, float> _tags = [];

    public string Id { get; } = id;

    public string Name { get; set; } = name;

    public int? Year { get; set; } = year;

    /// <summary>Other names that it goes by, for the joins.</summary>
    public HashSet<string> OtherNames { get; } = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<Tag, float> Tags => _tags;

    public List<Artwork> Artworks { get; } = [];

    /// <summary>Adds a tag; said again, the greater weight holds.</summary>
    public void Add(Tag tag, float weight = 1) => _tags[tag] = Math.Max(weight, _tags.GetValueOrDefault(tag));

    public void Remove(Tag tag) => _tags.Remove(tag);
}
