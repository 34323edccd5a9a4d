namespace Recommender.EndToEnd.Programs;

/// <summary>Where the parts of the repository lie that are not built.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string NodePrograms { get; } = Path.Combine(Root, "tests", "interop", "node");

    public static string PythonPrograms { get; } = Path.Combine(Root, "tests", "interop", "python");

    public static string Artifacts { get; } = Path.Combine(Root, "artifacts");

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Recommender.sln"))) return folder.FullName;
        throw new DirectoryNotFoundException($"no folder above {AppContext.BaseDirectory} holds Recommender.sln");
    }
}
