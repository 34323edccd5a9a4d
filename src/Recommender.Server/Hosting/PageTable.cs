using Recommender.V1;

namespace Recommender.Server.Hosting;

/// <summary>A page as lines of text: what a row is called, and its first titles.</summary>
internal static class PageTable
{
    private const int NameWidth = 44;
    private const int Width = 140;
    private const string Between = " · ";

    /// <summary>A line for each row; titles that have no room are counted.</summary>
    /// <param name="page">The page.</param>
    /// <param name="nameOf">The name of a title by its id.</param>
    public static IEnumerable<string> Lines(RecommendResponse page, Func<string, string> nameOf) =>
        page.Rows.Select(row => $"  {Fit(row.Name, NameWidth),-NameWidth}  {Titles(row, nameOf)}");

    private static string Titles(Row row, Func<string, string> nameOf)
    {
        var line = "";
        for (var i = 0; i < row.Titles.Count; i++)
        {
            var longer = line + (i == 0 ? "" : Between) + OneLine(nameOf(row.Titles[i].TitleId));
            if (i > 0 && longer.Length > Width - NameWidth) return $"{line} … {row.Titles.Count - i} more";
            line = longer;
        }

        return line;
    }

    private static string Fit(string text, int width)
    {
        var line = OneLine(text);
        return line.Length <= width ? line : line[..(width - 1)] + "…";
    }

    // Names are others' text: no control character reaches the terminal.
    private static string OneLine(string text) => string.Concat(text.Select(static letter => char.IsControl(letter) ? ' ' : letter));
}
