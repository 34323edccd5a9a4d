namespace Recommender.Storage.Store;

/// <summary>The reading half of an update: calls the updater where the value lies.</summary>
internal ref struct ValueUpdate<TUpdater>(TUpdater updater, Span<byte> buffer) : IValueReader
    where TUpdater : struct, IValueUpdater, allows ref struct
{
    private readonly Span<byte> _buffer = buffer;

    public TUpdater Updater = updater;

    public ValueChange Change { get; private set; }

    public void Read(ReadOnlySpan<byte> value) => Change = Updater.Update(exists: true, value, _buffer);

    /// <summary>There is no value to read.</summary>
    public void ReadNothing() => Change = Updater.Update(exists: false, [], _buffer);
}
