using Recommender.Measuring;

namespace Recommender.StoreFigures.Reporting;

/// <summary>The page that runs write, a section a part.</summary>
internal static class Report
{
    private static readonly ResultPage Page = new(
        "stores.md",
        """
        # Stores

        Written by `benchmarks/Recommender.StoreFigures`. Every answer was checked. What is compared takes turns, round after round; a
        figure is the median of the rounds, a ratio the median of the rounds' ratios with the least and the most. A line for which nothing
        is asked stands there to compare. Each part says where and how it was run.

        """);

    /// <summary>Writes sections below a folder, under the name of the processor; those of parts that did not run stay as they are.</summary>
    /// <returns>The file.</returns>
    public static string Write(DirectoryInfo results, IReadOnlyList<string> parts, IReadOnlyList<Chapter> chapters) =>
        Page.Write(results, chapters[0].Machine, chapters.Select(static chapter => chapter.ToString()), [.. parts.Select(Chapter.HeadingOf)]);
}
