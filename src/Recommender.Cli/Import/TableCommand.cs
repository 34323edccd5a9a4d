using System.CommandLine;

namespace Recommender.Cli.Import;

/// <summary><c>recommender import table</c>.</summary>
internal static class TableCommand
{
    private const string Help = "Reads interactions from tables: CSV, TSV or any delimiter, or lines of JSON (names ending in .jsonl or .ndjson, also .gz).";

    private const string FilesHelp =
        """
        The files; several are read as one, in this order.
        Columns are named as the header names them, or numbered from 1. Examples:
          recommender import table ratings.csv --member-column userId --title-column movieId --value-column rating --time-column timestamp --out data
          recommender import table ml-1m.train.rating --no-header --delimiter tab --member-column 1 --title-column 2 --value-column 3 --time-column 4 --out data
        """;

    public static Command Create()
    {
        var files = new Argument<string[]>("files") { Arity = ArgumentArity.OneOrMore, Description = FilesHelp };
        var columns = new ColumnFlags();
        var command = new Command("table", Help);
        command.Arguments.Add(files);
        columns.AddTo(command);
        command.Options.Add(TitlesCommand.Titles);
        ImportRun.SetAction(command, new ImportFlags(), (parsed, import) =>
        {
            if (parsed.GetValue(TitlesCommand.Titles) is { } titles) import.ReadTitles(titles);
            foreach (var file in parsed.GetRequiredValue(files))
            {
                if (IsJson(file)) import.ReadJsonLines(file, columns.Read(parsed, file));
                else import.ReadTable(file, columns.Read(parsed, file));
            }

            return null;
        });
        return command;
    }

    private static bool IsJson(string file)
    {
        var name = file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? file[..^3] : file;
        return name.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".ndjson", StringComparison.OrdinalIgnoreCase);
    }
}
