using System.CommandLine;
using Spectre.Console;

namespace Recommender.Cli.Inspect;

/// <summary><c>recommender inspect micro-genres</c>.</summary>
internal static class MicroGenresCommand
{
    private const int MostExamples = 5;

    public static Command Create()
    {
        var command = new Command("micro-genres", "Micro-genres, best first: their titles, how much more often their tags stand together than by chance, and examples.");
        new InspectFlags().SetAction(command, static (_, model, most) => Find(model, most), Show);
        return command;
    }

    internal static MicroGenreReport[] Find(InspectedModel model, int most) =>
        [.. Enumerable.Range(0, Math.Min(most, model.Tastes.MicroGenres.Count)).Select(row => Report(model, row))];

    private static MicroGenreReport Report(InspectedModel model, int row)
    {
        var microGenres = model.Tastes.MicroGenres;
        var titles = microGenres.Titles(row).ToArray().Zip(microGenres.Strengths(row).ToArray(), static (title, strength) => (Title: title, Strength: strength));
        return new MicroGenreReport(
            row, microGenres.Name(row), microGenres.Support(row), microGenres.Lift(row), microGenres.Titles(row).Length,
            [.. microGenres.Tags(row).ToArray().Select(tag => $"{model.Dataset.Tags[tag].Group}: {model.Dataset.Tags[tag].Name}")],
            // A title that nobody knows is no example.
            [.. titles.OrderByDescending(pair => pair.Strength * MathF.Log(2 + model.Plays(pair.Title))).Take(MostExamples).Select(pair => model.Title(pair.Title, pair.Strength))]);
    }

    private static void Show(IAnsiConsole console, MicroGenreReport[] reports) => Tables.Write(
        console, "Micro-genres", ["micro-genre", "titles", "support", "lift", "tags", "examples"],
        reports.Select(static report => (string[])
        [
            report.Name, $"{report.Titles}", Tables.Number(report.Support), Tables.Number(report.Lift), string.Join(", ", report.Tags), Tables.Listed(report.Examples),
        ]));
}
