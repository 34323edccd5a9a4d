using System.CommandLine;
using Recommender.Learning.Import;

namespace Recommender.Cli.Import;

/// <summary><c>recommender import movietweetings</c>.</summary>
internal static class MovieTweetingsCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("folder") { Description = "The folder, with movies.dat and ratings.dat." };
        var movieLens = new Option<string?>("--movielens") { HelpName = "folder", Description = "A MovieLens folder with links, whose names, genres and viewers' tags are joined by IMDb id." };
        var command = new Command("movietweetings", "Reads a MovieTweetings folder: ratings 0..10, genres and decades; ids are IMDb's, with their leading zeros.");
        command.Arguments.Add(folder);
        command.Options.Add(movieLens);
        command.Options.Add(FilmFlags.Wikipedia);
        ImportRun.SetAction(command, new ImportFlags(), (parsed, import) =>
            FilmSets.ReadMovieTweetings(import, parsed.GetRequiredValue(folder), parsed.GetValue(movieLens), parsed.GetValue(FilmFlags.Wikipedia)));
        return command;
    }
}
