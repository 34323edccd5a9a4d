using System.Text;
using Recommender.Ranking.Pages;
using Recommender.Ranking.Tracing;
using Recommender.Server.Generations;
using Recommender.Server.Pages.Wire;

namespace Recommender.Server.Pages;

/// <summary>What became of a title on the way to a page, in words that whoever curates the catalogue understands.</summary>
internal static class Explanation
{
    private const string FilterPrefix = "filter:";

    /// <summary>Tells it.</summary>
    /// <param name="work">With the page, whose reasons are the title's.</param>
    /// <param name="titleRow">The title.</param>
    /// <param name="trace">What became of it.</param>
    public static V1.ExplainResponse Of(PageWorkspace work, int titleRow, in TitleTrace trace)
    {
        var (served, page) = (work.Served, work.Page);
        var answer = new V1.ExplainResponse
        {
            Position = trace.Position,
            RemovedBy = trace.RemovedBy ?? "",
            Rank = trace.Rank,
            Explanation = $"'{NameOf(served, titleRow)}' {(trace.PageRow >= 0 ? Placed(served, page, trace) : Removed(work, trace))}",
            Versions = VersionsEncoding.Message(served.Ranking),
        };
        if (trace.PageRow >= 0) answer.RowId = RowTexts.Id(served, page.Rows[trace.PageRow]).ToString();
        foreach (ref readonly var reason in page.Reasons.Span)
            answer.Reasons.Add(new V1.Reason { Kind = ReasonTexts.Kind(reason.Kind), Subject = ReasonTexts.Subject(served, reason), Weight = reason.Weight });
        return answer;
    }

    private static string Placed(ServedGeneration served, Page page, in TitleTrace trace)
    {
        ref readonly var row = ref page.Rows.Span[trace.PageRow];
        var says = $"is on the page: title {trace.Position + 1} of {row.Count} in row {trace.PageRow + 1} of {page.Rows.Count}, '{RowTexts.Name(served, row).ToString()}'";
        return page.Reasons.Count == 0 ? $"{says}." : $"{says}, above all because {Because(served, page.Reasons[0])}.";
    }

    private static string Because(ServedGeneration served, in PlacedReason reason) => reason.Kind switch
    {
        ReasonKind.Watched => $"it is like '{NameOf(served, reason.Subject)}', which the member watched",
        ReasonKind.Community => $"viewers with the member's taste choose it (community: {ReasonTexts.Subject(served, reason).TrimEnd('.')})",
        ReasonKind.Tag => $"the member likes what is tagged '{ReasonTexts.Subject(served, reason)}'",
        ReasonKind.Popular => "many choose it",
        ReasonKind.Trending => "more choose it now than usual",
        ReasonKind.New => "it is new",
        _ => throw new InvalidOperationException($"there is no reason of kind {reason.Kind}"),
    };

    private static string Removed(PageWorkspace work, in TitleTrace trace)
    {
        var ranked = trace.Rank < 0 ? "" : $" It came {Ordinal(trace.Rank + 1)}";
        return trace.RemovedBy switch
        {
            not null when trace.RemovedBy.StartsWith(FilterPrefix, StringComparison.Ordinal) => $"is not on the page: {Filtered(work, trace.RemovedBy[FilterPrefix.Length..])}.",
            "score:unlikely" => $"is not on the page: the member is expected to dislike it.{ranked} of all titles that may be shown.",
            "source:none" => $"is not on the page: no source brought it, since too many other titles fit the member better.{ranked} of all titles that may be shown.",
            "rows:others" => $"is not on the page: it was among the candidates, but belongs to none of the page's {work.Page.Rows.Count} rows.{ranked} of all titles that may be shown.",
            "row:rank" => $"is not on the page: other titles of its rows fit better.{ranked} among the candidates of the row that suits it best, which has room for {work.Query.TitlesPerRow}.",
            "rule:franchise" => $"is not on the page: {work.Query.MaxPerFranchise} of the same franchise are allowed, and it has them.{ranked} among the candidates of the row that suits it best.",
            "row:diversity" => $"is not on the page: titles that differ more from those already in the row were chosen instead.{ranked} among the candidates of the row that suits it best.",
            _ => $"is not on the page: it was removed by '{trace.RemovedBy}'.",
        };
    }

    private static string Filtered(PageWorkspace work, string obstacle) => obstacle switch
    {
        "gone" => "it was taken out of the catalogue, or replaced",
        "maturity" => $"its maturity is above the ceiling of {work.Query.Viewer.MaturityCeiling} years",
        "country" => "no window of availability opens it in the viewer's country",
        "date" => "no window of availability is open at the page's time",
        "language" => "it is not spoken in the language that was asked for",
        "hidden" => "the member has hidden it, or watched it long ago",
        "excluded" => "the request excludes it",
        "watched" => "the member has watched it",
        _ => $"the filter '{obstacle}' keeps it away",
    };

    private static string NameOf(ServedGeneration served, int row) => Encoding.UTF8.GetString(served.PartOf(row, out var local).Name(local));

    private static string Ordinal(int number) => (number % 100, number % 10) switch
    {
        (11 or 12 or 13, _) => $"{number}th",
        (_, 1) => $"{number}st",
        (_, 2) => $"{number}nd",
        (_, 3) => $"{number}rd",
        _ => $"{number}th",
    };
}
