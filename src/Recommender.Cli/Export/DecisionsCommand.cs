using System.CommandLine;
using System.Globalization;

namespace Recommender.Cli.Export;

/// <summary><c>recommender export decisions</c>: the server's choices of artwork, joined with what came of them.</summary>
internal static class DecisionsCommand
{
    private const string Help =
        """
        Joins the log of decisions with what came of them, and writes a line for each title that was shown: with what it could have been shown, with what probabilities, with what it was, and whether it was played. recommender evaluate policy reads it.
        The server may go on meanwhile: what is on its disk when this begins is exported. Probabilities of the policy that ran stand there as the policy 'logged', so that recorded:logged judges it by itself.
        """;

    public static Command Create()
    {
        var flags = new DecisionFlags();
        var command = new Command("decisions", Help);
        flags.AddTo(command);
        command.SetAction((parsed, cancellation) => Task.Run(() => Run(parsed, flags, cancellation), cancellation));
        return command;
    }

    private static int Run(ParseResult parsed, DecisionFlags flags, CancellationToken cancellation)
    {
        var plan = flags.Read(parsed);
        using var sink = new ExportSink(plan.Out, parsed.InvocationConfiguration.Output);
        var found = DecisionExport.Run(plan, sink, new ExportProgress(Console.Error, TimeProvider.System), cancellation);
        sink.Commit();
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{found.Choices:N0} choices of {found.Decisions:N0} decisions, {found.Rewarded:N0} of them played; {found.Outcomes:N0} events"));
        if (found.Unknown > 0) Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{found.Unknown:N0} titles are left out: the part of the log that told of them is gone"));
        if (found.LostBytes > 0) Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{found.LostBytes:N0} bytes left the log while it was read"));
        return 0;
    }
}
