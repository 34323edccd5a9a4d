using System.CommandLine;
using Recommender.Cli.Evaluate;
using Recommender.Cli.Import;

namespace Recommender.Cli;

/// <summary>The one list of what the program can do.</summary>
internal static class Commands
{
    public static IEnumerable<Command> All =>
    [
        ImportCommand.Create(),
        EvaluateCommand.Create(),
    ];
}
