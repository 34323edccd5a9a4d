using System.CommandLine;

namespace Recommender.Cli.Inspect;

/// <summary><c>recommender inspect</c>: what was learnt, in the terminal.</summary>
internal static class InspectCommand
{
    public static Command Create() =>
        new("inspect", "Shows what was learnt from a dataset: communities, micro-genres, a title's neighbours, a member's portrait.")
        {
            CommunitiesCommand.Create(),
            MicroGenresCommand.Create(),
            TitleCommand.Create(),
            MemberCommand.Create(),
        };
}
