using System.Text;

namespace Recommender.Measuring;

/// <summary>A figure of which something is asked.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Measured">What came of it.</param>
/// <param name="Asked">What must be reached.</param>
/// <param name="IsReached">Whether it is.</param>
public sealed record Judged(string Name, string Measured, string Asked, bool IsReached)
{
    /// <summary>Appends a table of them, and an empty line; nothing where there are none.</summary>
    public static void Append(StringBuilder text, IReadOnlyCollection<Judged> figures)
    {
        if (figures.Count == 0) return;
        text.AppendLine("| figure | measured | asked | |").AppendLine("| --- | --- | --- | --- |");
        foreach (var figure in figures) text.AppendLine($"| {figure.Name} | {figure.Measured} | {figure.Asked} | {(figure.IsReached ? "reached" : "**MISSED**")} |");
        text.AppendLine();
    }
}
