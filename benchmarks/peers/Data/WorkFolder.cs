namespace Recommender.Peers.Data;

/// <summary>Where arrays lie that peers map, and what took long to make: each under a name that says all that it depends on.</summary>
internal sealed class WorkFolder(DirectoryInfo folder)
{
    /// <summary>A file of the folder, which exists from now on.</summary>
    public string PathOf(string name)
    {
        folder.Create();
        return Path.Combine(folder.FullName, name);
    }

    /// <summary>The file of a peer's index over a set.</summary>
    public string IndexOf(DataSet set, string kind) => PathOf($"{Path.GetFileName(set.RowsFile).Replace("_rows.npy", "", StringComparison.Ordinal)}_{kind}");

    /// <summary>Reads a set that was made before, or makes and keeps it.</summary>
    public DataSet Keep(string name, string key, Func<MadeSet> make)
    {
        var (rowsFile, queriesFile, aboutFile) = (PathOf($"{key}_rows.npy"), PathOf($"{key}_queries.npy"), PathOf($"{key}_about.txt"));
        if (File.Exists(aboutFile))
            return new DataSet(name, File.ReadAllText(aboutFile), NpyFile.ReadFloats(rowsFile), NpyFile.ReadFloats(queriesFile), rowsFile, queriesFile);

        var (rows, queries, about) = make();
        NpyFile.Write(rowsFile, rows, rows.Rows);
        NpyFile.Write(queriesFile, queries, queries.Rows);
        File.WriteAllText(aboutFile, about);   // last: its being there says that all is
        return new DataSet(name, about, rows, queries, rowsFile, queriesFile);
    }
}
