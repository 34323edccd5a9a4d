namespace Recommender.Measuring;

/// <summary>Where the real data lies, which is no part of the repository.</summary>
public static class RealData
{
    /// <summary>What <c>RECOMMENDER_DATA</c> names, else the nearest <c>shared/data</c> beside or above the checkout; where there is none, the place beside it.</summary>
    public static DirectoryInfo Folder { get; } = Find();

    private static DirectoryInfo Find()
    {
        if (Environment.GetEnvironmentVariable("RECOMMENDER_DATA") is { Length: > 0 } named) return new DirectoryInfo(named);
        for (var above = Checkout.Root; above is not null; above = above.Parent)
        {
            var folder = new DirectoryInfo(Path.Combine(above.FullName, "shared", "data"));
            if (folder.Exists) return folder;
        }

        return Checkout.Folder("..", "shared", "data");
    }
}
