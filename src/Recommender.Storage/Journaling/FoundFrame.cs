namespace Recommender.Storage.Journaling;

/// <summary>A record that was found whole.</summary>
/// <param name="record">Its bytes.</param>
/// <param name="previous">Where the record before it ended.</param>
/// <param name="durable">All before this was durable when it was appended; 0 where it does not say.</param>
internal readonly ref struct FoundFrame(ReadOnlySpan<byte> record, long previous, long durable)
{
    public ReadOnlySpan<byte> Record { get; } = record;

    public long Previous { get; } = previous;

    public long Durable { get; } = durable;
}
