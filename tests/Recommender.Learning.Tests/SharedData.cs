namespace Recommender.Learning.Tests;

/// <summary>The real data beside the checkout; <c>RECOMMENDER_DATA</c> names another place.</summary>
internal static class SharedData
{
    /// <summary>A folder of the real data. Where it is absent the test is skipped with that reason, or fails where CI runs.</summary>
    public static string Folder(string name)
    {
        var found = Candidates().Select(root => Path.Combine(root, name)).FirstOrDefault(Directory.Exists);
        if (found is not null) return found;

        var reason = $"the data folder '{name}' is absent; looked for shared/data beside every folder above the test, and in RECOMMENDER_DATA";
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail(reason);
        Assert.Skip(reason);
        return "";
    }

    private static IEnumerable<string> Candidates()
    {
        if (Environment.GetEnvironmentVariable("RECOMMENDER_DATA") is { Length: > 0 } named) yield return named;
        for (var above = new DirectoryInfo(AppContext.BaseDirectory); above is not null; above = above.Parent)
            yield return Path.Combine(above.FullName, "shared", "data");
    }
}
