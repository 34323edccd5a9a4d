namespace Recommender.Cli.Page;

/// <summary>What a title is shown with: with what chance it was chosen, and what it depicts.</summary>
internal sealed record ArtworkReport(string Id, string Uri, float Propensity, IReadOnlyList<string> Depicts)
{
    /// <summary>Its id and what it depicts.</summary>
    public override string ToString() => Depicts.Count == 0 ? Id : $"{Id}: {string.Join(", ", Depicts)}";
}
