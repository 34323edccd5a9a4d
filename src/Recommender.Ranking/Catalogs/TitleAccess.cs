namespace Recommender.Ranking.Catalogs;

/// <summary>Who may see which titles of a part, as bitmaps. Safe from many threads.</summary>
public abstract class TitleAccess
{
    /// <summary>The titles that may be shown.</summary>
    /// <param name="viewer">Where, when and to whom.</param>
    /// <returns>One bit per row of the part, lowest first, 64 to an element. Not to be changed; stays valid.</returns>
    /// <remarks>The same viewer again costs a look-up until a window opens or closes; a new one costs O(titles).</remarks>
    public abstract ReadOnlySpan<ulong> Allowed(in Viewer viewer);

    /// <summary>Why a title may not be shown.</summary>
    /// <returns>What stands in its way, such as <c>maturity</c>, <c>country</c>, <c>date</c>, <c>language</c>; null where nothing does.</returns>
    public abstract string? Obstacle(int row, in Viewer viewer);
}
