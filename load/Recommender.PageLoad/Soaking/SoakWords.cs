namespace Recommender.PageLoad.Soaking;

/// <summary>Readings in words, for who waits.</summary>
internal static class SoakWords
{
    /// <summary>One line.</summary>
    public static string Of(Reading reading) => FormattableString.Invariant(
        $"{reading.Seconds:0} s: {reading.Events:N0} events; resident {Mib(reading.Memory.Resident)} MiB, own {Mib(reading.Memory.Own)}, heap {(reading.Heap is { } heap ? Mib(heap.Bytes) : "—")}, disk {(reading.Disk is { } disk ? Mib(disk.All) : "—")}");

    /// <summary>Bytes in mebibytes.</summary>
    public static string Mib(long bytes) => FormattableString.Invariant($"{bytes / (double)(1 << 20):N0}");
}
