namespace Recommender.Learning.Artworks;

/// <summary>What a persona was found to make of tags that artworks depict. Immutable.</summary>
public sealed class PersonaTaste
{
    internal PersonaTaste(TagTaste taste) => Taste = taste;

    /// <summary>How much each tag changes the logit of the reward, shape (tags).</summary>
    public ReadOnlySpan<double> Effects => Taste.Means;

    internal TagTaste Taste { get; }
}
