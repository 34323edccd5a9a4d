using Recommender.Ranking.Pages;
using Recommender.Ranking.Rows;
using Recommender.Ranking.Scores;

namespace Recommender.Ranking.Tracing;

/// <summary>Watches one title while a page is made. One thread at a time.</summary>
internal sealed class PageTrace
{
    private readonly RankedPool _all = new();
    private int _row = -1;

    /// <summary>Whether a title is watched.</summary>
    public bool IsOn => _row >= 0;

    /// <summary>Its best rank among the candidates of a row; -1 where no row had it.</summary>
    public int BestRank { get; private set; }

    /// <summary>Whether a row could have chosen it.</summary>
    public bool WasInReach { get; private set; }

    /// <summary>Begins to watch a title.</summary>
    public void Begin(int row) => (_row, BestRank, WasInReach) = (row, -1, false);

    /// <summary>Ends it.</summary>
    public void End() => _row = -1;

    /// <summary>Looks for it among all the candidates of a row.</summary>
    /// <param name="request">Whose page.</param>
    /// <param name="plan">The row, which is about to go onto the page.</param>
    /// <param name="titles">Collects the row's candidates.</param>
    /// <param name="reach">From how many of them the row was chosen.</param>
    public void See(in PageRequest request, in RowPlan plan, RowTitles titles, int reach)
    {
        titles.Collect(request, plan, _all, Math.Max(1, request.Generation.Catalog.Rows));
        for (var i = 0; i < _all.Count; i++)
        {
            if (_all.Row(i) != _row) continue;
            WasInReach |= i < reach;
            if (BestRank < 0 || i < BestRank) BestRank = i;
            return;
        }
    }
}
