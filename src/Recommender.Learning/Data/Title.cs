namespace Recommender.Learning.Data;

/// <summary>A film or series as its catalogue describes it.</summary>
/// <param name="Id">The caller's own.</param>
/// <param name="Name">As people read it; the id where nobody said.</param>
/// <param name="Year">Of the first release; null where nobody said.</param>
/// <param name="Tags">What experts say of it.</param>
/// <param name="Artworks">What it can be shown with.</param>
public sealed record Title(string Id, string Name, int? Year, IReadOnlyList<TitleTag> Tags, IReadOnlyList<Artwork> Artworks);
