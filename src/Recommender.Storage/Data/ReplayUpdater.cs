using Recommender.Storage.Packing;
using Recommender.Storage.Store;

namespace Recommender.Storage.Data;

/// <summary>Makes a change of the journal once more, unless the value has it already.</summary>
internal ref struct ReplayUpdater(ChangeEffects effects, Change change, long position) : IValueUpdater
{
    private readonly Change _change = change;

    /// <summary>Whether the value had the change.</summary>
    public bool HadIt { get; private set; }

    public ValueChange Update(bool exists, ReadOnlySpan<byte> value, Span<byte> buffer)
    {
        if (exists) ChangeEffects.Check(_change.Kind, value);
        HadIt = exists && PackedHeader.Position(value) >= position;
        if (HadIt) return ValueChange.None;

        var effect = ChangeEffects.Compute(_change, effects.Fold, value, buffer, out var bytes);
        if (effect == ChangeEffect.Remove) return ValueChange.Delete;
        if (effect == ChangeEffect.None) return ValueChange.None;
        return ValueChange.Write(ChangeEffects.Seal(_change, buffer, bytes, value.Length, position));
    }
}
