using Recommender.Cli.Inspect;

namespace Recommender.Cli.Page;

/// <summary>Something that speaks for a title; titles by name.</summary>
internal sealed record ReasonReport(string Kind, string Subject, float Weight)
{
    /// <summary>In a few words.</summary>
    public override string ToString() => Subject.Length == 0 ? $"{Kind} {Tables.Number(Weight)}" : $"{Kind} {Subject} {Tables.Number(Weight)}";
}
