using System.CommandLine;

namespace Recommender.Cli.Import;

/// <summary><c>recommender import</c>: files that people have, into a dataset that models are learnt from.</summary>
internal static class ImportCommand
{
    private const string Help =
        """
        Reads files into a dataset folder, which train and evaluate read.

        All files are UTF-8, plain or packed by gzip. Ids are texts of 1..128 bytes. What is wrong in a file is refused by file, line, field
        and value; the rest is taken, unless --strict is set. The dataset appears only when it is whole; the same files give the same bytes.
        """;

    public static Command Create() =>
        new("import", Help)
        {
            MovieLensCommand.Create(),
            MovieTweetingsCommand.Create(),
            TableCommand.Create(),
            AdjacencyCommand.Create(),
            TitlesCommand.Create(),
            EmbeddingsCommand.Create(),
        };
}
