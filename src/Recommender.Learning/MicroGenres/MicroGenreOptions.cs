namespace Recommender.Learning.MicroGenres;

/// <summary>Which combinations of tags become micro-genres.</summary>
public sealed record MicroGenreOptions
{
    /// <summary>Most micro-genres to keep, from 0: the best ones.</summary>
    public int Most { get; init; } = 1000;

    /// <summary>Least support, the sum of the titles' weights. Above 0; a title with tags of weight 1 counts 1.</summary>
    public double LeastSupport { get; init; } = 4;

    /// <summary>Least support as a part of all titles, from 0: where there are a million, eight are no micro-genre.</summary>
    public double LeastPart { get; init; } = 0.0003;

    /// <summary>Fewest titles of one, from 1: fewer make no row.</summary>
    public int LeastTitles { get; init; } = 7;

    /// <summary>Least lift of a combination over its likeliest division in two, as its lower bound. From 1: 1 is what chance gives.</summary>
    public double LeastLift { get; init; } = 1.15;

    /// <summary>Largest part of all titles that one may have, in (0, 1]: more is no micro-genre but a department.</summary>
    public double LargestPart { get; init; } = 0.03;

    /// <summary>Two that share this part of their titles (Jaccard) are one, in (0, 1].</summary>
    public double SamePart { get; init; } = 0.5;

    /// <summary>Most tags in a combination, 1 to 4.</summary>
    public int MostTags { get; init; } = 4;

    /// <summary>Most micro-genres named after people, as a part of all, in [0, 1].</summary>
    public double PeoplePart { get; init; } = 0.2;

    /// <summary>Most combinations of two, three and four tags to look at: of each the ones with most support. From 1.</summary>
    /// <remarks>A bound on time and memory: where there are fewer, nothing frequent is missed.</remarks>
    public int Breadth { get; init; } = 20_000;

    /// <summary>What titles are called where no genre gives a noun, in the plural.</summary>
    public string Noun { get; init; } = "movies";

    internal void Check()
    {
        Option.Require(Most >= 0, nameof(Most), Most, "0 and more");
        Option.Require(LeastSupport > 0 && double.IsFinite(LeastSupport), nameof(LeastSupport), LeastSupport, "above 0");
        Option.Require(LeastPart is >= 0 and <= 1, nameof(LeastPart), LeastPart, "0 to 1");
        Option.Require(LeastTitles >= 1, nameof(LeastTitles), LeastTitles, "1 and more");
        Option.Require(LeastLift >= 1 && double.IsFinite(LeastLift), nameof(LeastLift), LeastLift, "1 and more");
        Option.Require(LargestPart is > 0 and <= 1, nameof(LargestPart), LargestPart, "above 0 and up to 1");
        Option.Require(SamePart is > 0 and <= 1, nameof(SamePart), SamePart, "above 0 and up to 1");
        Option.Require(MostTags is >= 1 and <= 4, nameof(MostTags), MostTags, "1 to 4");
        Option.Require(PeoplePart is >= 0 and <= 1, nameof(PeoplePart), PeoplePart, "0 to 1");
        Option.Require(Breadth >= 1, nameof(Breadth), Breadth, "1 and more");
        Option.Require(!string.IsNullOrWhiteSpace(Noun), nameof(Noun), Noun, "a word");
    }
}
