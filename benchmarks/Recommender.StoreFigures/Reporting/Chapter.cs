using System.Text;
using Recommender.Measuring;

namespace Recommender.StoreFigures.Reporting;

/// <summary>A part's section of the page: it says by itself where and how it was measured.</summary>
internal sealed record Chapter(string Name, Machine Machine, string Command, Plan Plan, Findings Findings)
{
    /// <summary>Whether all that is asked is reached.</summary>
    public bool IsReached => Findings.Figures.All(static figure => figure.IsReached is not false);

    /// <summary>The line that a part's section begins with.</summary>
    public static string HeadingOf(string name) => $"## {name}";

    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine(HeadingOf(Name)).AppendLine();
        Facts.Append(text, Machine, "", Command, ("rounds", Plan.IsDry ? "one, short: the numbers mean nothing" : $"{Plan.Rounds}, interleaved"));
        text.AppendLine("| figure | ours | other | measured | asked | |").AppendLine("| --- | --- | --- | --- | --- | --- |");
        foreach (var figure in Findings.Figures)
            text.AppendLine($"| {figure.Name} | {figure.Ours} | {figure.Other} | {figure.Measured} | {figure.Asked} | {(Plan.IsDry ? "not judged" : Verdict(figure))} |");
        text.AppendLine();
        foreach (var note in Findings.Notes) text.AppendLine($"- {note}");
        return text.ToString();
    }

    private static string Verdict(Figure figure) => figure.IsReached switch { true => "reached", false => "**MISSED**", null => "" };
}
