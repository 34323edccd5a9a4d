using System.Buffers;
using Recommender.Storage.Journaling;
using Recommender.Storage.Members;
using Recommender.Storage.Packing;
using Recommender.Storage.Store;

namespace Recommender.Storage.Data;

/// <summary>
/// Makes changes: into the journal and into the store, under the lock of the key, so that those of one key lie in the journal in the
/// order in which they were made. Safe from many threads.
/// </summary>
internal sealed class ChangeWriter(ChangeEffects effects, Journal journal, StripeLocks stripes)
{
    /// <summary>Makes a change: visible when this returns, durable when the journal is up to the position.</summary>
    /// <param name="change">The change.</param>
    /// <param name="fold">Folds it in, as the store's own fold does; null for that.</param>
    /// <returns>The position that makes it durable, and all that it was made upon.</returns>
    /// <exception cref="ArgumentException">The change is refused; nothing was done.</exception>
    /// <exception cref="InvalidValueException">What is put, or what is there, is damaged; nothing was done.</exception>
    /// <exception cref="StoreException">The disk has failed.</exception>
    public long Write(Change change, IPortraitFold? fold = null)
    {
        MemberStore.CheckId(change.Id);
        if (change.Payload.Length > Change.MaxPayloadBytes)
            throw new ArgumentException($"the change has {change.Payload.Length} bytes; allowed 0..{Change.MaxPayloadBytes}", nameof(change));

        using var buffers = ValueBuffers.Rent();
        lock (stripes.Of(change.Id))
        {
            var before = change.Kind is ChangeKind.PutMember or ChangeKind.PutTitle ? [] : effects.ReadBefore(change, buffers.Before);
            var effect = ChangeEffects.Compute(change, fold ?? effects.Fold, before, buffers.After, out var bytes);
            if (effect == ChangeEffect.None) return journal.Tail;   // what made it so may not be durable yet
            if (effect == ChangeEffect.Replace) CheckMade(change.Kind, buffers.After[..bytes]);

            var position = Enqueue(change);
            effects.Apply(change, effect, buffers.After, bytes, before.Length, position);
            return position;
        }
    }

    /// <summary>Writes a member's portrait anew with what follows from the rest of it, unless it has changed since. It keeps its position: a replay of the journal does not make it.</summary>
    /// <param name="id">The member's id.</param>
    /// <param name="asOf">The portrait's position.</param>
    /// <param name="derive">Called once with no change.</param>
    /// <returns>Whether it was written.</returns>
    public bool TryRewrite(ReadOnlySpan<byte> id, long asOf, IPortraitFold derive)
    {
        MemberStore.CheckId(id);
        var nothing = new Change(ChangeKind.UpdateMember, id, []);
        using var buffers = ValueBuffers.Rent();
        lock (stripes.Of(id))
        {
            var before = effects.ReadBefore(nothing, buffers.Before);
            if (before.IsEmpty || PackedHeader.Position(before) != asOf) return false;
            var effect = ChangeEffects.Compute(nothing, derive, before, buffers.After, out var bytes);
            if (effect == ChangeEffect.None) return false;
            CheckMade(nothing.Kind, buffers.After[..bytes]);
            effects.Apply(nothing, effect, buffers.After, bytes, before.Length, asOf);
            return true;
        }
    }

    // What is put comes from elsewhere; what a fold has made gets its checksum when it is stored.
    private static void CheckMade(ChangeKind kind, ReadOnlySpan<byte> value)
    {
        if (kind == ChangeKind.UpdateMember) PortraitReader.OpenChecked(value);
        else ChangeEffects.Check(kind, value);
    }

    private long Enqueue(Change change)
    {
        var rented = ArrayPool<byte>.Shared.Rent(change.Bytes);
        try
        {
            change.Write(rented);
            return journal.Enqueue(rented.AsSpan(0, change.Bytes));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
