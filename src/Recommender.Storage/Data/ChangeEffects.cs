using Recommender.Storage.Members;
using Recommender.Storage.Packing;
using Recommender.Storage.Store;
using Recommender.Storage.Titles;

namespace Recommender.Storage.Data;

/// <summary>What a change makes of a value: the same when it is first made and when it is replayed.</summary>
internal sealed class ChangeEffects(KeyValueStore members, KeyValueStore titles, IPortraitFold fold)
{
    /// <summary>How changes change portraits.</summary>
    public IPortraitFold Fold => fold;

    /// <summary>The store that a change is for.</summary>
    public KeyValueStore StoreOf(ChangeKind kind) => kind is ChangeKind.PutTitle or ChangeKind.DeleteTitle ? titles : members;

    /// <summary>Reads the value that a change meets.</summary>
    /// <returns>Its bytes in <paramref name="room"/>; none where there is none.</returns>
    /// <exception cref="InvalidValueException">It is damaged.</exception>
    public ReadOnlySpan<byte> ReadBefore(Change change, Span<byte> room)
    {
        var reader = new CopyingReader(room);
        if (!StoreOf(change.Kind).TryRead(change.Id, ref reader)) return [];
        Check(change.Kind, room[..reader.Length]);
        return room[..reader.Length];
    }

    /// <summary>Puts together the value that a change leaves, without a position. Whether it is one is asked when the change is first made.</summary>
    /// <param name="change">The change.</param>
    /// <param name="by">How it changes a portrait.</param>
    /// <param name="before">The value that it meets; puts do not look at it.</param>
    /// <param name="after">Receives the new value.</param>
    /// <param name="bytes">Its length.</param>
    /// <exception cref="ArgumentException">The fold refuses the change.</exception>
    public static ChangeEffect Compute(Change change, IPortraitFold by, ReadOnlySpan<byte> before, Span<byte> after, out int bytes)
    {
        bytes = 0;
        if (change.Kind is ChangeKind.DeleteMember or ChangeKind.DeleteTitle) return before.IsEmpty ? ChangeEffect.None : ChangeEffect.Remove;

        bytes = change.Kind == ChangeKind.UpdateMember ? by.Fold(before, change.Payload, after[..PortraitLimits.Bytes]) : Copy(change.Payload, after);
        return bytes == 0 ? ChangeEffect.None : ChangeEffect.Replace;
    }

    /// <summary>Gives the key the value that the change leaves.</summary>
    /// <param name="change">The change.</param>
    /// <param name="effect">What it does.</param>
    /// <param name="after">The new value, and room behind it.</param>
    /// <param name="bytes">Its length.</param>
    /// <param name="before">Length of the value that it meets; 0 where there is none.</param>
    /// <param name="position">Goes into it.</param>
    /// <exception cref="StoreException">The disk failed earlier.</exception>
    public void Apply(Change change, ChangeEffect effect, Span<byte> after, int bytes, int before, long position)
    {
        var store = StoreOf(change.Kind);
        if (effect == ChangeEffect.Remove) store.Delete(change.Id);
        if (effect != ChangeEffect.Replace) return;
        var value = after[..Seal(change, after, bytes, before, position)];
        if (change.Kind == ChangeKind.UpdateMember) store.Upsert(change.Id, value, isNewKey: before == 0);   // it was read
        else store.Upsert(change.Id, value);
    }

    /// <summary>Completes a value as it is stored.</summary>
    /// <returns>
    /// Its length: a portrait that grows a little with every change, and loses for a while what is derived of it, gets room, and is written in
    /// place while it has some.
    /// </returns>
    public static int Seal(Change change, Span<byte> after, int bytes, int before, long position)
    {
        var stored = change.Kind == ChangeKind.UpdateMember ? PortraitWriter.LeaveRoom(after, bytes, before) : bytes;
        PackedHeader.Seal(after[..stored], position);
        return stored;
    }

    /// <summary>Makes a change of the journal once more.</summary>
    /// <param name="record">The change.</param>
    /// <param name="position">Where it lies, for messages.</param>
    /// <param name="next">The position after it, by which values know that they have it.</param>
    /// <returns>Whether the value did not have it yet.</returns>
    /// <exception cref="StoreException">It cannot be made.</exception>
    public bool Replay(ReadOnlySpan<byte> record, long position, long next)
    {
        try
        {
            var change = Change.Read(record);
            var updater = new ReplayUpdater(this, change, next);
            StoreOf(change.Kind).Update(change.Id, ref updater);
            return !updater.HadIt;
        }
        catch (Exception failure) when (failure is InvalidValueException or ArgumentException)
        {
            throw new StoreException($"the journal's record at position {position} cannot be replayed: {failure.Message}", failure);
        }
    }

    /// <summary>Refuses what is damaged.</summary>
    public static void Check(ChangeKind kind, ReadOnlySpan<byte> value)
    {
        if (kind is ChangeKind.PutTitle or ChangeKind.DeleteTitle) TitleReader.Open(value);
        else PortraitReader.Open(value);
    }

    private static int Copy(ReadOnlySpan<byte> payload, Span<byte> after)
    {
        payload.CopyTo(after);
        return payload.Length;
    }
}
