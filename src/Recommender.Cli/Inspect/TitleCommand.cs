using System.CommandLine;
using Spectre.Console;

namespace Recommender.Cli.Inspect;

/// <summary><c>recommender inspect title</c>.</summary>
internal static class TitleCommand
{
    public static Command Create()
    {
        var id = new Argument<string>("id") { Description = "The title's id, as the dataset has it." };
        var command = new Command("title", "A title: its tags, its micro-genres, and its neighbours by what members chose and by tags.");
        command.Arguments.Add(id);
        new InspectFlags().SetAction(command, (parsed, model, most) => Find(model, parsed.GetRequiredValue(id), most), Show);
        return command;
    }

    internal static TitleReport Find(InspectedModel model, string id, int most)
    {
        if (!model.Dataset.TitleIds.TryFind(id, out var row)) throw new InvalidDataException($"there is no title '{id}' in the dataset");
        var title = model.Dataset.Titles[row];
        var microGenres = model.Tastes.MicroGenres;
        return new TitleReport(
            title.Id, title.Name, title.Year, model.Plays(row),
            [.. title.Tags.OrderByDescending(static tag => tag.Weight).Select(tag => model.Tag(tag.Tag, tag.Weight))],
            [.. Enumerable.Range(0, microGenres.Count).Select(genre => (Genre: genre, At: microGenres.Titles(genre).IndexOf(row))).Where(static pair => pair.At >= 0)
                .Select(pair => new RowLine(pair.Genre, microGenres.Name(pair.Genre), microGenres.Strengths(pair.Genre)[pair.At])).OrderByDescending(static line => line.Weight).Take(most)],
            [.. Neighbours.ByEmbedding(model.Model.Titles, row, most).Select(pair => model.Title(pair.Title, pair.Cosine))],
            [.. Neighbours.ByTags(model.Dataset, row, most).Select(pair => model.Title(pair.Title, pair.Cosine))]);
    }

    private static void Show(IAnsiConsole console, TitleReport report)
    {
        console.Write(new Text($"{new TitleLine(report.Id, report.Name, report.Year, 0)}, chosen by {report.Members} members\n{Tables.Listed(report.Tags)}\n"));
        Tables.Rows(console, "Micro-genres", "micro-genre", "strength", report.MicroGenres);
        Tables.Titles(console, "Neighbours by what members chose", "cosine", report.ByEmbedding);
        Tables.Titles(console, "Neighbours by tags", "cosine", report.ByTags);
    }
}
