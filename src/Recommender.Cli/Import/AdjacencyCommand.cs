using System.CommandLine;

namespace Recommender.Cli.Import;

/// <summary><c>recommender import adjacency</c>.</summary>
internal static class AdjacencyCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("files") { Arity = ArgumentArity.OneOrMore, Description = "The files; several are read as one, in this order." };
        var delimiter = new Option<string>("--delimiter") { HelpName = "character", Description = "Between ids: one character, or tab or space; several next to one another are one.", DefaultValueFactory = static _ => "space" };
        delimiter.Validators.Add(result =>
        {
            if (ColumnFlags.Delimiter(result.GetValueOrDefault<string>()) is not { Length: 1 } text || text[0] is '\r' or '\n') result.AddError("--delimiter is not one character; allowed are one character, tab and space");
        });
        var command = new Command("adjacency", "Reads interactions from adjacency lists, as public splits for collaborative filtering have them: a line is a member and all its titles, \"member title title …\". Each value is 1, and the order of the titles is the order of events.");
        command.Arguments.Add(files);
        command.Options.Add(delimiter);
        command.Options.Add(TitlesCommand.Titles);
        ImportRun.SetAction(command, new ImportFlags(), (parsed, import) =>
        {
            if (parsed.GetValue(TitlesCommand.Titles) is { } titles) import.ReadTitles(titles);
            foreach (var file in parsed.GetRequiredValue(files)) import.ReadAdjacency(file, ColumnFlags.Delimiter(parsed.GetRequiredValue(delimiter))!);
            return null;
        });
        return command;
    }
}
