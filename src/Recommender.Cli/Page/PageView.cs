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
        var explained = row.Titles.Any(static title => title.Reasons.Count > 0);
        var trailers = row.Titles.Any(static title => title.Trailer is not null);
        List<string> columns = ["", "title", "score", "artwork"];
        if (trailers) columns.Add("trailer");
        if (explained) columns.Add("because");
        Tables.Write(
            console, $"{row.Name} — {row.Kind}, affinity {Tables.Number(row.Affinity)}", [.. columns],
            row.Titles.Select((title, place) => Cells(title, place + 1, trailers, explained)));
    }

    private static string[] Cells(PageTitleReport title, int place, bool trailers, bool explained)
    {
        List<string> cells = [$"{place}", title.ToString(), Tables.Number(title.Score), title.Artwork?.ToString() ?? ""];
        if (trailers) cells.Add(title.Trailer?.ToString() ?? "");
        if (explained) cells.Add(string.Join("; ", title.Reasons));
        return [.. cells];
    }
}
