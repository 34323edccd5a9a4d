using System.Runtime.InteropServices;
using Recommender.Storage.Data;
using Recommender.Storage.Members;

namespace Recommender.StoreFigures.Members;

/// <summary>Folds one watched title into the history, newest last, and remembers the event, which counts once. No allocation.</summary>
internal sealed class HistoryFold : IPortraitFold
{
    /// <summary>Bytes of a change: title, time, event.</summary>
    public const int ChangeBytes = 8 + 4 + 8;

    private const int MostHistory = 200;
    private const int MostEvents = 64;

    public static void Write(Span<byte> change, ulong title, uint time, ulong eventId)
    {
        MemoryMarshal.Write(change, in title);
        MemoryMarshal.Write(change[8..], in time);
        MemoryMarshal.Write(change[12..], in eventId);
    }

    public int Fold(ReadOnlySpan<byte> portrait, ReadOnlySpan<byte> change, Span<byte> folded)
    {
        var content = portrait.IsEmpty ? default : PortraitReader.Open(portrait).Content;
        var (title, time, eventId) = (MemoryMarshal.Read<ulong>(change), MemoryMarshal.Read<uint>(change[8..]), MemoryMarshal.Read<ulong>(change[12..]));
        if (content.RecentEvents.Contains(eventId)) return 0;

        Span<ulong> events = stackalloc ulong[MostEvents];
        Span<HistoryEntry> history = stackalloc HistoryEntry[MostHistory];
        return PortraitWriter.Write(
            content with
            {
                History = Appended(content.History, new HistoryEntry(title, time, 1, 0, 0, WatchState.Started, 1), history),
                RecentEvents = Appended(content.RecentEvents, eventId, events),
            },
            folded);
    }

    private static ReadOnlySpan<T> Appended<T>(ReadOnlySpan<T> before, T last, Span<T> room)
    {
        var kept = before.Length < room.Length ? before : before[^(room.Length - 1)..];
        kept.CopyTo(room);
        room[kept.Length] = last;
        return room[..(kept.Length + 1)];
    }
}
