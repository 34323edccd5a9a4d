using System.CommandLine;
using Recommender.Load.Serving;

namespace Recommender.Load;

/// <summary>What <c>run</c> starts in a process of its own.</summary>
internal static class ServeCommand
{
    public const string Name = "serve";

    public static Command Create()
    {
        var command = new Command(Name, "Serve the measured endpoints until standard input ends.") { Hidden = true };
        command.SetAction((_, cancellation) => EchoServer.RunAsync(cancellation));
        return command;
    }
}
