using System.Text;
using Recommender.Measuring;

namespace Recommender.DiversityFigures;

/// <summary>The page that a run writes.</summary>
internal sealed record Report(Machine Machine, string Command, Plan Plan, bool IsJudged, IReadOnlyList<Chapter> Chapters)
{
    private const string FileName = "diversity.md";

    /// <summary>Whether all that is asked is reached.</summary>
    public bool IsReached => Chapters.All(static chapter => chapter.IsReached);

    /// <summary>Writes the page below a folder, under the name of the processor, and says where.</summary>
    public async Task<string> WriteAsync(DirectoryInfo results, CancellationToken cancellation)
    {
        var file = Path.Combine(results.CreateSubdirectory(Machine.Slug).FullName, FileName);
        await File.WriteAllTextAsync(file, ToString(), cancellation);
        return file;
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine("# What variety costs").AppendLine();
        text.AppendLine("Written by `benchmarks/Recommender.DiversityFigures`. Each member's last fifth of titles (at least one) is asked for. Of the titles");
        text.AppendLine($"that the history lacks, the {Plan.Candidates} best by score are re-ranked into a list of {Curve.Length}, by a determinantal point process and by maximal marginal");
        text.AppendLine("relevance, which are given the same relevance and the same tag similarity, at many dials. Diversity@20 is the mean distance,");
        text.AppendLine("1 − cosine of tag weights, over the pairs of a list. Losses are made never to fall along the dial (isotonic regression), and");
        text.AppendLine($"gains are read off between dials. Intervals: {Plan.Resamples:N0} draws of the members, the same for all, curves and losses anew with each.").AppendLine();
        Facts.Append(text, Machine, "", Command, ("dials", $"{Plan.Dials.Count}{(IsJudged ? "" : ": too few to mean anything")}"));
        foreach (var chapter in Chapters) text.Append(chapter.ToString(IsJudged));
        return text.ToString().TrimEnd() + "\n";
    }
}
