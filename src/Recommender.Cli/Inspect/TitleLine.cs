namespace Recommender.Cli.Inspect;

/// <summary>A title in a report, and what it scores there.</summary>
internal sealed record TitleLine(string Id, string Name, int? Year, float Score)
{
    /// <summary>Name and year.</summary>
    public override string ToString() => Year is { } year ? $"{Name} ({year})" : Name;
}
