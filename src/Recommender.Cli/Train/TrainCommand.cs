using System.CommandLine;
using System.Globalization;
using Recommender.Learning.Data;
using Recommender.Learning.Factorization;
using Recommender.Training;

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
        TrainDisplay.Show(display =>
        {
            var plan = flags.Read(parsed);
            display.Begin("reading the dataset");
            var dataset = DatasetFolder.Open(flags.Dataset(parsed));
            var suited = plan.Factorization.SuitedTo(dataset.Interactions);
            var isSuited = flags.LeavesUnobservedWeight(parsed) && suited != plan.Factorization;
            if (isSuited) plan = plan with { Factorization = suited };
            var weight = WeightInWords(plan.Factorization.UnobservedWeight, isSuited, flags.LeavesUnobservedWeight(parsed));
            display.Begin(weight);
            var result = new ModelTraining(dataset, plan, display, cancellation).Run();
            return () => Tell(parsed.InvocationConfiguration.Output, plan.Output, weight, result);
        });

    private static string WeightInWords(double weight, bool isSuited, bool isLeft) => string.Create(
        CultureInfo.InvariantCulture,
        $"unobserved weight {weight:G3}, {(isSuited ? $"so that all pairs of which nothing is known weigh {FactorizationOptions.MostUnobserved} times what the interactions do" : isLeft ? "the usual one" : "as given")}");

    private static void Tell(TextWriter output, string folder, string weight, TrainingResult result)
    {
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{folder}: generation {result.Generation}, {result.Members:N0} members and {result.Titles:N0} titles in {result.Dimension} dimensions, {result.TitlesFromTags:N0} of the titles from tags alone"));
        output.WriteLine(weight);
        if (result.Losses.Count > 0) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"loss {result.Losses[0]:G7} after the first epoch, {result.Losses[^1]:G7} after {result.Losses.Count}"));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"tags tell {100 * result.TagMap.Explained:F1} % of titles left out; {result.Communities:N0} communities, {result.MicroGenres:N0} micro-genres, {result.Personas:N0} personas"));
    }
}
