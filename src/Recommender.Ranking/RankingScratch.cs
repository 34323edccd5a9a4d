using Recommender.Ranking.Artworks;
using Recommender.Ranking.Filters;
using Recommender.Ranking.Members;
using Recommender.Ranking.Pages;
using Recommender.Ranking.Reasons;
using Recommender.Ranking.Rows;
using Recommender.Ranking.Scores;
using Recommender.Ranking.Sources;
using Recommender.Ranking.Tracing;

namespace Recommender.Ranking;

/// <summary>
/// The stages of a page with the memory that they work in, kept from page to page: a page allocates nothing once it is as large as
/// its pages get. One thread at a time.
/// </summary>
/// <remarks>About 24 bytes for each title of the largest catalogue so far, and some 200 KB.</remarks>
public sealed class RankingScratch
{
    /// <summary>Makes an empty one.</summary>
    public RankingScratch()
    {
        Titles = new RowTitles(Eligible, Scores, Candidates, Anchors);
        Planner = new RowPlanner(Scores, Titles, Anchors, MicroGenres);
        Similar = new LikeTitle(Eligible, Scores);
        ReasonFinder = new ReasonFinder(Scores, Tags);
    }

    /// <summary>Adds up what stages cost, where somebody wants to know.</summary>
    public StageTimes? Times { get; set; }

    internal EligibleTitles Eligible { get; } = new();

    internal TagAffinities Tags { get; } = new();

    internal TitleScores Scores { get; } = new();

    internal Candidates Candidates { get; } = new();

    internal AnchorLikeness Anchors { get; } = new();

    internal MicroGenreAffinities MicroGenres { get; } = new();

    internal RowTitles Titles { get; }

    internal RowPlanner Planner { get; }

    internal LikeTitle Similar { get; }

    internal RowReranker Reranker { get; } = new();

    internal RankedPool Pool { get; } = new();

    internal ItemBuffer<int> Continued { get; } = new();

    internal ArtworkChooser Artworks { get; } = new();

    internal ReasonFinder ReasonFinder { get; }

    internal PageTrace Trace { get; } = new();

    /// <summary>Of whom nothing is known.</summary>
    internal MemberProfile Nobody { get; } = new();

    /// <summary>Lets the stages that all others need read a request: what may be shown, what it is worth, and what it is shown with.</summary>
    internal void Begin(in PageRequest request)
    {
        Eligible.Begin(request);
        if (request.Wants(RowKind.ContinueWatching)) ContinueWatching.Collect(request, Eligible, Continued);
        else Continued.Clear();
        Eligible.RemoveWatched(request);
        Tags.Begin(request);
        Scores.Begin(request, Tags);
        Reranker.Begin(request);
        Artworks.Begin(request, Tags);
    }
}
