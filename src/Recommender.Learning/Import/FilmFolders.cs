namespace Recommender.Learning.Import;

/// <summary>Finds the files of the public film sets in a folder, by the families that they come in.</summary>
internal static class FilmFolders
{
    private static readonly string[] Endings = [".csv", ".dat", ".csv.gz", ".dat.gz"];

    /// <summary>A file of a set; null where the folder has none.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static string? Find(string folder, string name)
    {
        if (!Directory.Exists(folder)) throw new DirectoryNotFoundException($"there is no folder '{folder}'");
        return Endings.Select(ending => Path.Combine(folder, name + ending)).FirstOrDefault(File.Exists);
    }

    /// <summary>A file that a set cannot be without.</summary>
    /// <exception cref="FileNotFoundException">The folder has none; the message says what was looked for.</exception>
    public static string Require(string folder, string name) =>
        Find(folder, name) ?? throw new FileNotFoundException($"'{folder}' has none of {string.Join(", ", Endings.Select(ending => name + ending))}");

    /// <summary>How a file of the sets is written: two colons in .dat, commas and a header in .csv.</summary>
    public static RecordFormat FormatOf(string path) => path.Contains(".dat", StringComparison.Ordinal) ? RecordFormat.Dat : RecordFormat.Csv;
}
