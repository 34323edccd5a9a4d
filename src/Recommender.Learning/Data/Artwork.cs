namespace Recommender.Learning.Data;

/// <summary>A still, poster or trailer of a title.</summary>
/// <param name="Id">The caller's own, unique within its title.</param>
/// <param name="Kind"><c>still</c>, <c>poster</c> or <c>trailer</c>.</param>
/// <param name="Uri">Where clients get it.</param>
/// <param name="Depicts">Tags of what it shows.</param>
public sealed record Artwork(string Id, string Kind, string Uri, IReadOnlyList<Tag> Depicts);
