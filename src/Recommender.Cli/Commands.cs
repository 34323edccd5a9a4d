using System.CommandLine;
using Recommender.Cli.Evaluate;

namespace Recommender.Cli;

/// <summary>The one list of what the program can do.</summary>
internal static class Commands
{
    public static IEnumerable<Command> All =>
    [
        EvaluateCommand.Create(),
    ];
}
