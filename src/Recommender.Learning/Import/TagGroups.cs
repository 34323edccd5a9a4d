using Recommender.Learning.Data;

namespace Recommender.Learning.Import;

/// <summary>Names of the tag groups that the public film sets fill.</summary>
public static class TagGroups
{
    /// <summary>What sort of film it is.</summary>
    public const string Genre = "genre";

    /// <summary>What it is about, by its viewers' tags.</summary>
    public const string Theme = "theme";

    /// <summary>How it feels, by its viewers' tags.</summary>
    public const string Mood = "mood";

    /// <summary>Where it plays, by its viewers' tags.</summary>
    public const string Place = "place";

    /// <summary>Who plays in it, or made it.</summary>
    public const string People = "people";

    /// <summary>The decade of its first release.</summary>
    public const string Era = "era";

    /// <summary>The decade of a year, such as <c>1970s</c>.</summary>
    internal static Tag EraOf(int year) => new(Era, $"{year / 10 * 10}s");
}
