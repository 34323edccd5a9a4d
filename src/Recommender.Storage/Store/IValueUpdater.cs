namespace Recommender.Storage.Store;

/// <summary>Makes a key's new value out of the one it has.</summary>
internal interface IValueUpdater
{
    /// <summary>Decides what becomes of a key. Called once for each update, on the updating thread.</summary>
    /// <param name="exists">Whether the key has a value.</param>
    /// <param name="value">That value, gone when this returns; empty if there is none.</param>
    /// <param name="buffer">Takes the new value; as long as the store's longest, its content undefined.</param>
    /// <remarks>Nobody else writes the key meanwhile. It must not call the store: it would wait for itself.</remarks>
    ValueChange Update(bool exists, ReadOnlySpan<byte> value, Span<byte> buffer);
}
