using System.CommandLine;

namespace Recommender.Cli.Export;

/// <summary><c>recommender export</c>: what a server has kept, for other programs to read.</summary>
internal static class ExportCommand
{
    public static Command Create() => new("export", "Writes what a server has kept, for other programs to read.") { DecisionsCommand.Create() };
}
