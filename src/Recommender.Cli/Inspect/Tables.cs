using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Recommender.Cli.Inspect;

/// <summary>Draws reports. Names are text: brackets in them mean nothing.</summary>
internal static class Tables
{
    public static IAnsiConsole Console(TextWriter output)
    {
        var to = new AnsiConsoleOutput(output);
        if (to.IsTerminal) return AnsiConsole.Create(new AnsiConsoleSettings { Out = to });

        // A file or a pipe has neither colours nor a width of its own.
        var plain = AnsiConsole.Create(new AnsiConsoleSettings { Out = to, Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors });
        plain.Profile.Width = 240;
        return plain;
    }

    /// <summary>A table of cells that are text, with a title above; an empty one is none.</summary>
    public static void Write(IAnsiConsole console, string title, string[] columns, IEnumerable<string[]> rows)
    {
        var table = new Table { Border = TableBorder.Rounded };
        if (title.Length > 0) table.Title = new TableTitle(Markup.Escape(title));
        foreach (var column in columns) table.AddColumn(new TableColumn(new Text(column)));
        foreach (var row in rows) table.AddRow(row.Select(static cell => (IRenderable)new Text(cell)));
        console.Write(table);
    }

    public static void Titles(IAnsiConsole console, string title, string score, IEnumerable<TitleLine> titles) =>
        Write(console, title, ["id", "title", score], titles.Select(static line => (string[])[line.Id, line.ToString(), Number(line.Score)]));

    public static void Rows(IAnsiConsole console, string title, string name, string weight, IEnumerable<RowLine> rows) =>
        Write(console, title, [name, weight], rows.Select(static line => (string[])[line.Name, Number(line.Weight)]));

    public static string Number(float value) => value.ToString(MathF.Abs(value) >= 100 ? "F0" : "F2", CultureInfo.InvariantCulture);

    public static string Listed(IEnumerable<TagLine> tags) => string.Join(", ", tags.Select(static tag => $"{tag.Name} {Number(tag.Lift)}"));

    public static string Listed(IEnumerable<TitleLine> titles) => string.Join(", ", titles);
}
