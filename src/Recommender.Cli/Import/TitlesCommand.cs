using System.CommandLine;

namespace Recommender.Cli.Import;

/// <summary><c>recommender import titles</c>.</summary>
internal static class TitlesCommand
{
    private const string Help = "Reads titles with their tags and artworks from lines of JSON, without interactions. With interactions, name the file with --titles.";

    private const string FileHelp =
        """
        Each title is an object on one line:
          {"id":"t1","name":"Heat","year":1995,
           "tags":[{"group":"genre","name":"Crime","weight":0.8}],
           "artworks":[{"id":"a1","kind":"poster","uri":"https://…","depicts":[{"group":"mood","name":"Dark"}]}]}
        Only the id must be there. A name is the id where absent, a weight (above 0, up to 1) is 1. Kinds are still, poster and trailer.
        Tag groups are yours; those that the project knows are genre, mood, era, place, people and theme. Other properties are passed over.
        """;

    public static Option<string?> Titles { get; } = new("--titles")
    {
        HelpName = "file",
        Description = "Titles with tags and artworks as lines of JSON (see import titles --help). Titles that only interactions name bear their id for a name.",
    };

    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = FileHelp };
        var command = new Command("titles", Help);
        command.Arguments.Add(file);
        ImportRun.SetAction(command, new ImportFlags(), (parsed, import) =>
        {
            import.ReadTitles(parsed.GetRequiredValue(file));
            return null;
        });
        return command;
    }
}
