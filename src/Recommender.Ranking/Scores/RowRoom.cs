namespace Recommender.Ranking.Scores;

/// <summary>Room for what there is one of for each row of a generation.</summary>
internal static class RowRoom
{
    private const int Least = 1_024;
    private const int Part = 16;

    /// <summary>More than there are: titles come one by one, and what has no room for the next is made anew for each.</summary>
    public static int For(int rows) => rows + Math.Max(Least, rows / Part);
}
