namespace Recommender.PageLoad.Driving;

/// <summary>What a page has.</summary>
/// <param name="Rows">Rows.</param>
/// <param name="TitlesPerRow">Most titles in each.</param>
/// <param name="LeastTitles">Fewest titles in each: a row for which there is no more that is good may be shorter than was asked for.</param>
internal readonly record struct PageShape(int Rows, int TitlesPerRow, int LeastTitles)
{
    /// <summary>Of full rows.</summary>
    public PageShape(int rows, int titlesPerRow)
        : this(rows, titlesPerRow, titlesPerRow)
    {
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Rows} rows of {(LeastTitles == TitlesPerRow ? "" : $"{LeastTitles} to ")}{TitlesPerRow} titles";
}
