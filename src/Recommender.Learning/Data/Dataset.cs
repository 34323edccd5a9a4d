namespace Recommender.Learning.Data;

/// <summary>What a model is learnt from: members, titles with their tags, and what the ones did with the others. Immutable; safe from many threads.</summary>
public sealed class Dataset
{
    /// <summary>Puts the parts together.</summary>
    /// <param name="members">Ids, by member row.</param>
    /// <param name="titles">By title row.</param>
    /// <param name="tags">By tag row.</param>
    /// <param name="interactions">Over these members and titles.</param>
    /// <exception cref="InvalidDataException">The parts do not fit; the message says which.</exception>
    public Dataset(IdTable members, IReadOnlyList<Title> titles, IReadOnlyList<Tag> tags, Interactions interactions)
    {
        ArgumentNullException.ThrowIfNull(members);
        ArgumentNullException.ThrowIfNull(titles);
        ArgumentNullException.ThrowIfNull(tags);
        ArgumentNullException.ThrowIfNull(interactions);
        if (members.Count != interactions.MemberCount) throw new InvalidDataException($"there are {members.Count} members and interactions of {interactions.MemberCount}");
        if (titles.Count != interactions.TitleCount) throw new InvalidDataException($"there are {titles.Count} titles and interactions with {interactions.TitleCount}");
        (Members, Titles, Tags, Interactions) = (members, titles, tags, interactions);
        TitleIds = new IdTable(titles.Select(static title => title.Id));
        foreach (var title in titles) Check(title, tags.Count);
    }

    /// <summary>Ids, by member row.</summary>
    public IdTable Members { get; }

    /// <summary>Ids, by title row.</summary>
    public IdTable TitleIds { get; }

    /// <summary>By title row.</summary>
    public IReadOnlyList<Title> Titles { get; }

    /// <summary>By tag row.</summary>
    public IReadOnlyList<Tag> Tags { get; }

    /// <summary>What members did with titles.</summary>
    public Interactions Interactions { get; }

    private static void Check(Title title, int tags)
    {
        foreach (var (tag, weight) in title.Tags)
        {
            if ((uint)tag >= (uint)tags) throw new InvalidDataException($"title '{title.Id}' has tag {tag}; allowed 0..{tags - 1}");
            if (weight is not (> 0 and <= 1)) throw new InvalidDataException($"title '{title.Id}' has tag {tag} with weight {weight}; allowed is above 0 and up to 1");
        }
    }
}
