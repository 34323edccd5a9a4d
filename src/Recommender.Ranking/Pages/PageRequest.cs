using Recommender.Ranking.Generations;
using Recommender.Ranking.Members;

namespace Recommender.Ranking.Pages;

/// <summary>All that one page is made from.</summary>
/// <param name="Generation">Catalogue, model and recipe.</param>
/// <param name="Query">What the page is to be like.</param>
/// <param name="Member">Whose page it is.</param>
internal readonly record struct PageRequest(Generation Generation, PageQuery Query, MemberProfile Member)
{
    /// <summary>Whether a kind of row is wanted.</summary>
    public bool Wants(RowKind kind) => (Query.Kinds >> (int)kind & 1) != 0;

    /// <summary>Fewest titles with which a row appears, from 1.</summary>
    public int LeastTitles => Math.Max(1, (int)MathF.Ceiling(Generation.Recipe.LeastRowFill * Query.TitlesPerRow));
}
