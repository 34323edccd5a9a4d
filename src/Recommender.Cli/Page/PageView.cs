using Recommender.Cli.Inspect;
using Spectre.Console;

namespace Recommender.Cli.Page;

/// <summary>Draws a page: a table for each row.</summary>
internal static class PageView
{
    private const string NotCut = "None";

    /// <summary>Draws it.</summary>
    public static void Show(IAnsiConsole console, PageReport page)
    {
        console.Write(new Text(
            $"member {page.Member}: {page.Rows.Count} rows from generation {page.Versions.Generation}, model {page.Versions.Model}, catalogue {page.Versions.Catalog}, recipe {page.Versions.Recipe}; decision {page.DecisionId}\n"));
        if (page.Curtailment != NotCut) console.Write(new Text($"smaller than asked for: {page.Curtailment}\n"));
        foreach (var row in page.Rows) Show(console, row);
    }

    private static void Show(IAnsiConsole console, PageRowReport row)
    {
        console.Write(new Text($"\n{row.Name}", new Style(decoration: Decoration.Bold)));
        console.Write(new Text($" — {row.Kind}, affinity {Tables.Number(row.Affinity)}\n"));
        var places = Enumerable.Range(1, row.Titles.Count).Select(static place => $"{place}");
        (string Name, IEnumerable<string> Cells)[] columns =
        [
            ("", places),
            ("title", row.Titles.Select(static title => title.ToString())),
            ("score", row.Titles.Select(static title => Tables.Number(title.Score))),
            ("artwork", row.Titles.Select(static title => title.Artwork?.ToString() ?? "")),
            ("trailer", row.Titles.Select(static title => title.Trailer?.ToString() ?? "")),
            ("because", row.Titles.Select(static title => string.Join("; ", title.Reasons))),
        ];
        var shown = columns.Where(static column => column.Cells.Any(static cell => cell.Length > 0)).Select(static column => (column.Name, Cells: column.Cells.ToArray())).ToArray();
        Tables.Write(console, "", [.. shown.Select(static column => column.Name)], Enumerable.Range(0, row.Titles.Count).Select(i => shown.Select(column => column.Cells[i]).ToArray()));
    }
}
