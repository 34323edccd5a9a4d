namespace Recommender.Grpc.Hostile;

/// <summary>The memory that is left in use once everything that can be collected has been.</summary>
internal sealed record MemoryReading(long Managed, long Private)
{
    public static MemoryReading Take()
    {
        for (var round = 0; round < 3; round++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return new MemoryReading(GC.GetTotalMemory(forceFullCollection: true), ResidentPrivateBytes());
    }

    public override string ToString() => $"{Managed / 1024:N0} KiB managed, {Private / 1024:N0} KiB private";

    // Process.PrivateMemorySize64 counts reserved address space here, which a runtime takes in large pieces.
    private static long ResidentPrivateBytes()
    {
        const string Field = "RssAnon:";
        var line = File.ReadLines("/proc/self/status").First(l => l.StartsWith(Field, StringComparison.Ordinal));
        return 1024 * long.Parse(line[Field.Length..].Replace("kB", "", StringComparison.Ordinal));
    }
}
