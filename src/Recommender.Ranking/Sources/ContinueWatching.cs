using Recommender.Ranking.Filters;
using Recommender.Ranking.Members;
using Recommender.Ranking.Pages;

namespace Recommender.Ranking.Sources;

/// <summary>What the member began and did not finish, the latest first.</summary>
internal static class ContinueWatching
{
    // Of a title's length: what is left after it is the credits.
    private const float Almost = 0.95f;

    /// <summary>Collects places of the history.</summary>
    /// <param name="request">Whose.</param>
    /// <param name="eligible">What may be shown, watched titles included.</param>
    /// <param name="into">Receives indices of <see cref="MemberProfile.History"/>, up to a row's length.</param>
    public static void Collect(in PageRequest request, EligibleTitles eligible, ItemBuffer<int> into)
    {
        into.Clear();
        var history = request.Member.History.Span;
        for (var i = 0; i < history.Length && into.Count < request.Query.TitlesPerRow; i++)
        {
            if (IsOpen(history[i]) && eligible[history[i].Row] && !IsIn(history, into, history[i].Row)) into.Add(i);
        }
    }

    private static bool IsOpen(in WatchedTitle title) =>
        (title.States & (WatchStates.Started | WatchStates.Finished | WatchStates.Abandoned | WatchStates.ThumbsDown)) == WatchStates.Started
        && title.Position > 0
        && (title.Duration == 0 || title.Position < Almost * title.Duration);

    private static bool IsIn(ReadOnlySpan<WatchedTitle> history, ItemBuffer<int> taken, int row)
    {
        foreach (var i in taken.Span)
        {
            if (history[i].Row == row) return true;
        }

        return false;
    }
}
