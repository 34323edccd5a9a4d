using System.CommandLine;
using Recommender.Learning.Import;

namespace Recommender.Cli.Import;

/// <summary><c>recommender import movielens</c>.</summary>
internal static class MovieLensCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("folder") { Description = "The folder, with movies and ratings, and tags if there are such, all as .csv or as .dat." };
        var command = new Command("movielens", "Reads a MovieLens folder, of either family: ratings 0.5..5, genres, decades, and its viewers' tags, cleaned, as themes, moods, places and people.");
        command.Arguments.Add(folder);
        command.Options.Add(FilmFlags.Wikipedia);
        ImportRun.SetAction(command, new ImportFlags(), (parsed, import) => FilmSets.ReadMovieLens(import, parsed.GetRequiredValue(folder), parsed.GetValue(FilmFlags.Wikipedia)));
        return command;
    }
}
