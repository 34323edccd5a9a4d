using System.CommandLine;
using Recommender.Cli.Evaluate;
using Recommender.Cli.Export;
using Recommender.Cli.Import;
using Recommender.Cli.Inspect;
using Recommender.Cli.Page;
using Recommender.Cli.Portrait;
using Recommender.Cli.Train;

namespace Recommender.Cli;

/// <summary>The one list of what the program can do.</summary>
internal static class Commands
{
    public static IEnumerable<Command> All =>
    [
        ImportCommand.Create(),
        TrainCommand.Create(),
        EvaluateCommand.Create(),
        InspectCommand.Create(),
        PageCommand.Create(),
        PortraitCommand.Create(),
        ExportCommand.Create(),
    ];
}
