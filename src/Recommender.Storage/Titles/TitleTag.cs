namespace Recommender.Storage.Titles;

/// <summary>A tag that a title bears.</summary>
/// <param name="Tag">The tag.</param>
/// <param name="Weight">How much the title is so: 1 where nothing else is said. Finite; kept as fp16.</param>
public readonly record struct TitleTag(Tag Tag, float Weight);
