using System.Text;
using Recommender.Measuring;

namespace Recommender.PageLoad.Reporting;

/// <summary>The page that runs write, a section each; a run of the same name takes its place.</summary>
internal static class PageReport
{
    private const string FileName = "page.md";

    private const string Opening =
        """
        # A page, under load

        Written by `load/Recommender.PageLoad`, a process of its own that shares the cores with the server. Calls are due at even intervals,
        whatever the server does, and a latency counts from when its call was due to the last byte of its answer. The saturated rate is what
        the server answers where each answer sends the next call. Failures are calls that fail and answers that, looked at in full, are no
        whole page: so many rows and titles, no title twice, every propensity above 0 and up to 1. A cell is the median of the rounds, with
        the range. What the generator and the wire take is measured against a prepared page and stands in the last line; nothing is deducted.

        """;

    /// <summary>Writes a section below a folder, under the name of the processor, and says where.</summary>
    public static async Task<string> WriteAsync(DirectoryInfo results, Machine machine, string name, string section, CancellationToken cancellation)
    {
        var file = Path.Combine(results.CreateSubdirectory(machine.Slug).FullName, FileName);
        var sections = File.Exists(file) ? Sections(await File.ReadAllTextAsync(file, cancellation)) : [];
        var at = sections.FindIndex(kept => kept.StartsWith($"## {name}\n", StringComparison.Ordinal));
        if (at < 0) sections.Add(section);
        else sections[at] = section;

        var text = new StringBuilder(Opening);
        foreach (var kept in sections) text.AppendLine().AppendLine(kept.Trim());
        await File.WriteAllTextAsync(file, text.ToString(), cancellation);
        return file;
    }

    private static List<string> Sections(string page) => [.. page.Split("\n## ").Skip(1).Select(static section => "## " + section)];
}
