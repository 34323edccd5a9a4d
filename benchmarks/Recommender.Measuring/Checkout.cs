namespace Recommender.Measuring;

/// <summary>Where the repository lies that a program was built from.</summary>
public static class Checkout
{
    /// <summary>The folder that holds the solution, above the running program; the working folder where there is none.</summary>
    public static DirectoryInfo Root { get; } = FindRoot();

    /// <summary>Where reports go, below a folder for each processor.</summary>
    public static DirectoryInfo Results => Folder("benchmarks", "results");

    /// <summary>A folder below the root; it need not exist.</summary>
    public static DirectoryInfo Folder(params string[] path) => new(Path.GetFullPath(Path.Combine([Root.FullName, .. path])));

    private static DirectoryInfo FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Recommender.sln"))) return folder;
        return new DirectoryInfo(Environment.CurrentDirectory);
    }
}
