using Recommender.Training;
using Spectre.Console;

namespace Recommender.Cli.Train;

/// <summary>Shows how far a training is, on the error stream: bars on a terminal, lines elsewhere.</summary>
internal static class TrainDisplay
{
    /// <summary>Does some work and shows its progress; what it gives back is done when the display is gone.</summary>
    /// <returns>The exit code, 0.</returns>
    public static int Show(Func<ITrainingProgress, Action> work)
    {
        Action done = static () => { };
        if (Console.IsErrorRedirected) done = work(new PlainTrainDisplay(Console.Error));
        else
        {
            var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
            terminal.Progress()
                .AutoClear(true)
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
                .Start(context => done = work(new TerminalTrainDisplay(context)));
        }

        done();
        return 0;
    }
}
