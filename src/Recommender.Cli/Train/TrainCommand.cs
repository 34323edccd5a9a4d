using System.CommandLine;

namespace Recommender.Cli.Train;

/// <summary><c>recommender train</c>: a dataset into a model that the server serves.</summary>
internal static class TrainCommand
{
    private const string Help =
        """
        Trains embeddings of members and titles, learns communities, micro-genres and personas on top, and publishes all as one model.

        Embeddings are factors of the interactions, by alternating least squares over all pairs (Hu, Koren and Volinsky 2008; Rendle et al. 2022).
        Titles that nobody has chosen get theirs from their tags. The same dataset and settings give the same model on any number of threads,
        and after a resume. A folder of models keeps the last two; what is served changes only when the new one is whole.
        """;

    public static Command Create()
    {
        var flags = new TrainFlags();
        var command = new Command("train", Help);
        flags.AddTo(command);

        // On another thread, so that the one that waits for a signal is free.
        command.SetAction((parsed, cancellation) => Task.Run(() => Run(parsed, flags, cancellation), CancellationToken.None));
        return command;
    }

    private static int Run(ParseResult parsed, TrainFlags flags, CancellationToken cancellation) =>
        TrainDisplay.Show(display => new TrainRun(flags.Read(parsed), display, parsed.InvocationConfiguration.Output, cancellation).Run());
}
