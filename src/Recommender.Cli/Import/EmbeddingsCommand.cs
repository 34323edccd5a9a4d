using System.CommandLine;
using System.Globalization;
using Recommender.Learning.Import;

namespace Recommender.Cli.Import;

/// <summary><c>recommender import embeddings</c>.</summary>
internal static class EmbeddingsCommand
{
    public static Command Create()
    {
        var vectors = new Argument<string>("vectors") { Description = "A .npy file of version 1 to 3: little-endian fp32 or fp64, shape (rows, dimension), C order, dimension 1..2048." };
        var ids = new Option<string>("--ids") { Required = true, HelpName = "file", Description = "A text file with the id of each row on a line." };
        var output = new OutputFlags("The file of embeddings to make.");
        var command = new Command("embeddings", "Reads embeddings that were learnt elsewhere, of titles or members: a NumPy matrix and a list of ids. Rows with an element that is not finite are refused.");
        command.Arguments.Add(vectors);
        command.Options.Add(ids);
        output.AddTo(command);
        command.SetAction((parsed, cancellation) => Task.Run(
            () => ProgressDisplay.Show(progress =>
            {
                var path = output.Path(parsed);
                var options = new ImportOptions { Strict = output.IsStrict(parsed), Progress = progress };
                var (rows, dimension, refusals) = EmbeddingImport.Run(parsed.GetRequiredValue(vectors), parsed.GetRequiredValue(ids), path, output.Replaces(parsed), options, cancellation);
                return () =>
                {
                    var console = parsed.InvocationConfiguration.Output;
                    console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{path}: {rows:N0} embeddings of dimension {dimension}"));
                    RefusalReport.Write(console, refusals);
                };
            }),
            CancellationToken.None));
        return command;
    }
}
