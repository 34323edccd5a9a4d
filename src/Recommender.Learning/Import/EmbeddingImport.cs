using Recommender.Learning.Data;

namespace Recommender.Learning.Import;

/// <summary>Imports embeddings that were learnt elsewhere: a matrix of NumPy's and a list of ids.</summary>
public static class EmbeddingImport
{
    private const int BetweenLooks = 1024;   // rows

    /// <summary>Reads both and writes one file.</summary>
    /// <param name="vectors">A .npy file of versions 1 to 3, fp32 or fp64, shape (n, d), C order.</param>
    /// <param name="ids">A text file of n lines, the id of each row.</param>
    /// <param name="output">The file to make.</param>
    /// <param name="replace">Whether a file that is there is replaced; it stays until the new one is whole.</param>
    /// <param name="options">How; only strictness and progress matter here.</param>
    /// <param name="cancellation">Ends it early; nothing is left of it then.</param>
    /// <returns>Rows taken, their dimension, and what was refused: rows with an element that is not finite, ids that are wrong or stand there twice.</returns>
    /// <exception cref="InvalidDataException">A file is not such, the numbers of rows and ids differ, or a row is refused and the import is strict.</exception>
    /// <exception cref="IOException">A file cannot be read, or the output exists and is not to be replaced.</exception>
    public static (int Rows, int Dimension, RefusalLog Refusals) Run(string vectors, string ids, string output, bool replace, ImportOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!replace && Path.Exists(output)) throw new IOException($"'{output}' exists; name another file or replace it");
        if (replace && File.Exists(output)) EmbeddingFile.RequireIsOne(output);
        var context = new ImportContext(options, cancellation);
        using var matrix = NpyFile.Open(vectors);
        using var lines = RecordReader.Open(ids, RecordFormat.EveryLine, context);
        using var writer = new EmbeddingFile.Writer(output, matrix.Dimension);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var row = new float[matrix.Dimension];
        for (var i = 0; i < matrix.Rows; i++)
        {
            if (i % BetweenLooks == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                if (context.IsReportDue) context.Report(vectors, matrix.Position, matrix.Length, i);
            }

            if (!lines.Read()) throw new InvalidDataException($"{ids} has {i} ids; {vectors} has {matrix.Rows} rows");
            matrix.Read(row);
            if (TryTake(lines, row, taken, out var id)) writer.Append(id, row);
        }

        if (lines.Read()) throw new InvalidDataException($"{ids} has more than the {matrix.Rows} ids that {vectors} has rows");
        context.Report(vectors, matrix.Length, matrix.Length, matrix.Rows);
        cancellation.ThrowIfCancellationRequested();
        writer.Commit();
        return (taken.Count, matrix.Dimension, context.Refusals);
    }

    private static bool TryTake(RecordReader line, ReadOnlySpan<float> row, HashSet<string> taken, out string id)
    {
        id = "";
        var bytes = line[0];
        if (bytes.Length is < 1 or > ImportOptions.MaxIdBytes || !System.Text.Unicode.Utf8.IsValid(bytes))
        {
            line.Refuse("id", bytes, "1..128 bytes of UTF-8");
            return false;
        }

        id = System.Text.Encoding.UTF8.GetString(bytes);
        for (var i = 0; i < row.Length; i++)
        {
            if (float.IsFinite(row[i])) continue;
            line.Refuse($"element {i} of the embedding of '{id}'", System.Text.Encoding.UTF8.GetBytes($"{row[i]}"), "finite fp32");
            return false;
        }

        if (taken.Add(id)) return true;
        line.Refuse("id", bytes, "each id once");
        return false;
    }
}
