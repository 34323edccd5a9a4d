using Recommender.Learning.Import;
using Spectre.Console;

namespace Recommender.Cli.Import;

/// <summary>Shows how far an import is, on the error stream: a bar on a terminal, a line now and then elsewhere.</summary>
internal static class ProgressDisplay
{
    /// <summary>Does some work and shows its progress; what it gives back is done when the display is gone.</summary>
    /// <returns>The exit code, 0.</returns>
    public static int Show(Func<IProgress<ImportProgress>, Action> work)
    {
        Action done = static () => { };
        if (Console.IsErrorRedirected) done = work(new PlainProgress(Console.Error, TimeProvider.System));
        else
        {
            var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
            terminal.Progress()
                .AutoClear(true)
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
                .Start(context => done = work(new TerminalProgress(context, TimeProvider.System)));
        }

        done();
        return 0;
    }
}
