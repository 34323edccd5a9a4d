using System.Text;

namespace Recommender.StoreFigures.Reporting;

/// <summary>The page that runs write, a section a part.</summary>
internal static class Report
{
    private const string FileName = "stores.md";

    private const string Opening =
        """
        # Stores

        Written by `benchmarks/Recommender.StoreFigures`. Every answer was checked. What is compared takes turns, round after round; a
        figure is the median of the rounds, a ratio the median of the rounds' ratios with the least and the most. A line for which nothing
        is asked stands there to compare. Each part says where and how it was run.

        """;

    /// <summary>Writes sections below a folder, under the name of the processor; those of parts that did not run stay as they are.</summary>
    /// <returns>The file.</returns>
    public static string Write(DirectoryInfo results, IReadOnlyList<string> parts, IReadOnlyList<Chapter> chapters)
    {
        var file = Path.Combine(results.CreateSubdirectory(chapters[0].Machine.Slug).FullName, FileName);
        var sections = File.Exists(file) ? Sections(File.ReadAllText(file)) : [];
        foreach (var chapter in chapters) sections[Chapter.HeadingOf(chapter.Name)] = chapter.ToString();

        var text = new StringBuilder(Opening);
        foreach (var part in parts)
        {
            if (sections.TryGetValue(Chapter.HeadingOf(part), out var section)) text.AppendLine().AppendLine(section.Trim());
        }

        File.WriteAllText(file, text.ToString());
        return file;
    }

    private static Dictionary<string, string> Sections(string page)
    {
        var sections = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var section in page.Split("\n## ").Skip(1)) sections["## " + section.Split('\n')[0].Trim()] = "## " + section;
        return sections;
    }
}
