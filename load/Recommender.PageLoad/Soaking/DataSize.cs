namespace Recommender.PageLoad.Soaking;

/// <summary>What a server's data take of the disk, in bytes.</summary>
/// <param name="Members">The store of members, with its checkpoints.</param>
/// <param name="Journal">The journal.</param>
/// <param name="All">Everything that the server writes.</param>
internal readonly record struct DataSize(long Members, long Journal, long All)
{
    private const string Live = "live";

    /// <summary>Adds up the files of a folder of data, or of one that a sample world is in.</summary>
    public static DataSize Of(string folder)
    {
        var live = Path.Combine(folder, Live);
        if (!Directory.Exists(live)) live = Path.Combine(folder, "data", Live);
        return new(Sum(Path.Combine(live, "members")), Sum(Path.Combine(live, "journal")), Sum(live));
    }

    // Files come and go while they are counted; one that has gone takes nothing.
    private static long Sum(string folder)
    {
        if (!Directory.Exists(folder)) return 0;
        var sum = 0L;
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true }))
        {
            try
            {
                sum += file.Length;
            }
            catch (FileNotFoundException)
            {
                // It was there when the folder was read.
            }
        }

        return sum;
    }
}
