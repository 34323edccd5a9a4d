using System.CommandLine;
using System.Globalization;
using Recommender.PageLoad.Driving;
using Recommender.PageLoad.Serving;

namespace Recommender.PageLoad;

/// <summary>What <c>run</c> starts in a process of its own, to know its own part of what it measures.</summary>
internal static class ServeCommand
{
    private const string Name = "serve";
    private static readonly Option<int> Rows = new("--rows") { Required = true };
    private static readonly Option<int> Titles = new("--titles") { Required = true };

    public static Command Create()
    {
        var command = new Command(Name, "Serve one prepared page until standard input ends.") { Rows, Titles };
        command.Hidden = true;
        command.SetAction((arguments, cancellation) => PreparedServer.RunAsync(new PageShape(arguments.GetValue(Rows), arguments.GetValue(Titles)), cancellation));
        return command;
    }

    public static IEnumerable<string> Arguments(PageShape shape) =>
        [Name, Rows.Name, shape.Rows.ToString(CultureInfo.InvariantCulture), Titles.Name, shape.TitlesPerRow.ToString(CultureInfo.InvariantCulture)];
}
