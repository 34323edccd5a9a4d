using System.CommandLine;

namespace Recommender.Cli.Import;

/// <summary>What the film sets share.</summary>
internal static class FilmFlags
{
    public static Option<string?> Wikipedia { get; } = new("--wikipedia")
    {
        HelpName = "file",
        Description = "Films of Wikipedia as lines of JSON with title, year, cast, genres and href, joined by name and year: whole names first, then a year off or part of a name where a genre agrees.",
    };
}
