namespace Recommender.Learning.Data;

/// <summary>A tag that a title carries.</summary>
/// <param name="Tag">Row in <see cref="Dataset.Tags"/>.</param>
/// <param name="Weight">How much, in (0, 1].</param>
public readonly record struct TitleTag(int Tag, float Weight);
