using System.CommandLine;

namespace Recommender.Cli;

/// <summary>The one list of what the program can do.</summary>
internal static class Commands
{
    public static IEnumerable<Command> All =>
    [
    ];
}
