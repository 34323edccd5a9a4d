using System.CommandLine;
using Spectre.Console;

namespace Recommender.Cli.Inspect;

/// <summary><c>recommender inspect communities</c>.</summary>
internal static class CommunitiesCommand
{
    private const int MostTags = 8;
    private const int MostTitles = 5;
    private const int MostRows = 5;

    public static Command Create()
    {
        var command = new Command("communities", "Taste communities, largest first: how many members, what they choose more than all do, their favourites, and the micro-genres that suit them.");
        new InspectFlags().SetAction(command, static (_, model, most) => Find(model, most), Show);
        return command;
    }

    internal static CommunityReport[] Find(InspectedModel model, int most) =>
        [.. Enumerable.Range(0, model.Tastes.Communities.Count).OrderByDescending(model.Tastes.Communities.Size).ThenBy(static row => row).Take(most).Select(row => Report(model, row))];

    private static CommunityReport Report(InspectedModel model, int row)
    {
        var (communities, matches, microGenres) = (model.Tastes.Communities, model.Tastes.Matches, model.Tastes.MicroGenres);
        return new CommunityReport(
            row, communities.Size(row), communities.Description(row),
            [.. communities.Tags(row).ToArray().Zip(communities.TagLifts(row).ToArray(), model.Tag)],
            [.. communities.Favourites(row).ToArray().Zip(communities.FavouriteLifts(row).ToArray(), model.Title)],
            [.. matches.MicroGenres(row).ToArray().Zip(matches.Affinities(row).ToArray(), (microGenre, affinity) => new RowLine(microGenre, microGenres.Name(microGenre), affinity))]);
    }

    private static void Show(IAnsiConsole console, CommunityReport[] reports) => Tables.Write(
        console, "Taste communities", ["community", "members", "description", "tags by lift", "favourites", "micro-genres"],
        reports.Select(static report => (string[])
        [
            $"{report.Community}", Tables.Number(report.Size), report.Description, Tables.Listed(report.Tags.Take(MostTags)), Tables.Listed(report.Favourites.Take(MostTitles)),
            string.Join(", ", report.MicroGenres.Take(MostRows).Select(static row => row.Name)),
        ]));
}
