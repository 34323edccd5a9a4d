namespace Recommender.PagePeers;

/// <summary>A sample world that both serve from.</summary>
/// <param name="Titles">Number of titles.</param>
/// <param name="Members">Number of members.</param>
/// <param name="Dimension">Numbers in an embedding.</param>
internal sealed record World(int Titles, int Members, int Dimension)
{
    /// <summary>Ids of its members, as a range.</summary>
    public string MemberIds => FormattableString.Invariant($"m{{{0:D7}..{Members - 1:D7}}}");

    public override string ToString() => FormattableString.Invariant($"{Titles:N0} titles, {Members:N0} members, {Dimension} dimensions");
}
