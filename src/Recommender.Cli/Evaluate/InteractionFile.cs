using Recommender.Learning.Data;
using Recommender.Learning.Import;

namespace Recommender.Cli.Evaluate;

/// <summary>Reads interactions in whatever of the common formats they are.</summary>
internal static class InteractionFile
{
    private static readonly string[] Separators = ["::", "\t", ",", ";", "|"];

    /// <summary>Reads a file: with one of the separators, a table of member, title, value and time; else adjacency lists.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="refused">What was refused, for people to read; null where nothing was.</param>
    /// <exception cref="InvalidDataException">The file has no interactions.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Dataset Read(string path, CancellationToken cancellation, out string? refused)
    {
        var first = File.ReadLines(path).FirstOrDefault(static line => line.Length > 0) ?? throw new InvalidDataException($"{path} is empty");
        using var import = new DatasetImport(cancellation: cancellation);
        if (Array.Find(Separators, separator => first.Contains(separator, StringComparison.Ordinal)) is { } separator) import.ReadTable(path, Table(first.Split(separator), separator));
        else import.ReadAdjacency(path);

        refused = import.Refusals.Count == 0 ? null : $"{path}: {import.Refusals.Count} lines refused; the first: {import.Refusals.First[0]}";
        var dataset = import.ToDataset();
        return dataset.Interactions.Count > 0 ? dataset : throw new InvalidDataException($"{path} has no interactions{(refused is null ? "" : $" ({refused})")}");
    }

    // A first line without any number is a header.
    private static TableFormat Table(string[] fields, string separator) => new()
    {
        Member = "1",
        Title = "2",
        Value = fields.Length > 2 ? "3" : null,
        Time = fields.Length > 3 ? "4" : null,
        Separator = separator,
        HasHeader = !Array.Exists(fields, static field => double.TryParse(field, out _)),
        HasQuotes = separator is "," or ";",
    };
}
