using System.Text;

namespace Recommender.Measuring;

/// <summary>The table at the head of a report: where and how it was measured.</summary>
public static class Facts
{
    /// <summary>Appends it, and an empty line.</summary>
    /// <param name="text">The report.</param>
    /// <param name="machine">Where.</param>
    /// <param name="shares">What shares the cores, such as "server and generator"; empty where nothing does.</param>
    /// <param name="command">How, to be pasted.</param>
    /// <param name="others">What else there is to say.</param>
    public static void Append(StringBuilder text, Machine machine, string shares, string command, params IEnumerable<(string Name, string Value)> others)
    {
        text.AppendLine("| | |").AppendLine("| --- | --- |");
        text.AppendLine($"| CPU | {machine.Processor}, {machine.Cores} cores{(shares.Length == 0 ? "" : $", shared by {shares}")} |");
        text.AppendLine($"| kernel | {machine.Kernel} |");
        text.AppendLine($"| runtime | {machine.Runtime} |");
        text.AppendLine($"| command | `{command}` |");
        foreach (var (name, value) in others) text.AppendLine($"| {name} | {value} |");
        text.AppendLine();
    }
}
