using System.CommandLine;
using Recommender.Measuring;

namespace Recommender.PageLoad;

/// <summary>Where what came of it goes, as flags.</summary>
internal static class ReportOptions
{
    private static readonly Option<string> Section = new("--name") { DefaultValueFactory = _ => "quiet", Description = "Name of the section in the report." };
    private static readonly Option<DirectoryInfo> Folder = new("--results") { DefaultValueFactory = _ => Checkout.Results, Description = "Folder for the report." };
    private static readonly Option<bool> Dry = new("--dry") { Description = "Only see that everything works: a moment, against a prepared page or a small sample world where no server is named; nothing written." };

    public static Option[] All { get; } = [Section, Dry, Folder];

    /// <summary>Whether nothing is judged but the answers, and nothing written.</summary>
    public static bool IsDry(ParseResult arguments) => arguments.GetValue(Dry);

    /// <summary>Name of the section.</summary>
    public static string Name(ParseResult arguments) => arguments.GetRequiredValue(Section);

    /// <summary>Folder of the results.</summary>
    public static DirectoryInfo Results(ParseResult arguments) => arguments.GetRequiredValue(Folder);

    /// <summary>The command, to be pasted.</summary>
    public static string Command(ParseResult arguments) =>
        $"dotnet run --project load/Recommender.PageLoad -c Release -- {string.Join(' ', arguments.Tokens.Select(static token => token.Value.Contains(' ', StringComparison.Ordinal) ? $"\"{token.Value}\"" : token.Value))}";
}
