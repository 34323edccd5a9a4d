using System.Text;
using Recommender.Measuring;

namespace Recommender.Peers.Reporting;

/// <summary>The page that a run writes.</summary>
internal sealed record Report(Machine Machine, string Command, string Rounds, bool IsJudged, IReadOnlyList<Chapter> Chapters)
{
    private const string FileName = "search-peers.md";

    private IEnumerable<RowResult> Results => Chapters.SelectMany(chapter => chapter.Results);

    /// <summary>Whether all that is asked is reached.</summary>
    public bool IsReached => Results.All(result => result.IsReached is not false);

    /// <summary>Writes the page below a folder, under the name of the processor, and says where.</summary>
    public string Write(DirectoryInfo results)
    {
        var file = Path.Combine(results.CreateSubdirectory(Machine.Slug).FullName, FileName);
        File.WriteAllText(file, ToString());
        return file;
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine("# Search against its peers").AppendLine();
        text.AppendLine("Written by `benchmarks/peers`. Every answer was checked before it was timed. All times are of one thread. Contenders take turns,");
        text.AppendLine("round after round over the same queries; a time is the median of the rounds for one query, a ratio the median of the rounds'");
        text.AppendLine("ratios with the least and the most. The parameters of a peer are found by bisection on one half of the queries; its recall is");
        text.AppendLine("that of the other half. A line for which nothing is asked stands there to compare.").AppendLine();
        Facts.Append(text, Machine, "", Command, ("rounds", Rounds));
        text.AppendLine("| work | ours | other | measured | asked | |").AppendLine("| --- | --- | --- | --- | --- | --- |");
        foreach (var result in Results)
            text.AppendLine($"| {result.Work} | {result.Ours} | {result.Other} | {result.Measured} | {result.Asked} | {(IsJudged ? Verdict(result) : "not judged")} |");
        text.AppendLine();
        foreach (var note in Chapters.SelectMany(chapter => chapter.Notes).Distinct()) text.AppendLine($"- {note}");
        foreach (var chapter in Chapters.Where(chapter => chapter.Appendix.Length > 0)) text.AppendLine().Append(chapter.Appendix);
        return text.ToString();
    }

    private static string Verdict(RowResult result) => result.IsReached switch { true => "reached", false => "**MISSED**", null => "" };
}
