using System.Text;
using Recommender.Measuring;
using Recommender.PageLoad.Driving;

namespace Recommender.PageLoad.Comparing;

/// <summary>What a comparison came to, as a section of the page.</summary>
internal sealed record ComparisonSection(string Name, Machine Machine, string Command, PageSample Sample, PageShape Shape, ComparedPages Pages, double? LeastShare)
{
    /// <summary>Whether what is asked is reached: by the mean over pages.</summary>
    public bool IsReached => LeastShare is not { } least || Pages.Shares.Average() >= least;

    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine($"## {Name}").AppendLine();
        Facts.Append(text, Machine, "", Command, Others());
        text.AppendLine("| share of the exact page's titles that are on the page | |").AppendLine("| --- | ---: |");
        foreach (var (name, value) in Figures()) text.AppendLine($"| {name} | {value} |");
        text.AppendLine();
        if (LeastShare is { } asked) Judged.Append(text, [new($"titles equal to the exact search's, mean of {Pages.Shares.Count:N0} pages", $"{Pages.Shares.Average():N4}", $"≥ {asked}", IsReached)]);
        return text.ToString();
    }

    private IEnumerable<(string Name, string Value)> Others() =>
    [
        ("how", "the same requests, each with its member, time and seed, to one server after the other over the same data; by the second every search is exact"),
        ("page", Shape.ToString()),
        ("pages", FormattableString.Invariant($"{Sample.Count:N0} of {Sample.Members:N0} members, drawn by a power law of exponent {Members.Exponent}, with {Pages.Titles:N0} titles")),
    ];

    private IEnumerable<(string Name, string Value)> Figures()
    {
        double[] sorted = [.. Pages.Shares.Order()];
        yield return ("mean of the pages", Share(sorted.Average()));
        yield return ("one page in a hundred has at most", Share(sorted[sorted.Length / 100]));
        yield return ("the least of all pages", Share(sorted[0]));
        yield return ("pages with all titles", Share((double)Pages.Whole / sorted.Length));
        yield return ("pages with 0.98 and more", Share((double)sorted.Count(static share => share >= 0.98) / sorted.Length));
        yield return ("titles in the same row, at the same place", Share(Pages.InPlace));
    }

    private static string Share(double share) => FormattableString.Invariant($"{share:N4}");
}
