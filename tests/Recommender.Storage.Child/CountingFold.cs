using System.Buffers.Binary;
using Recommender.Storage.Data;
using Recommender.Storage.Members;

namespace Recommender.Storage.Child;

/// <summary>
/// A fold small enough to see through: a change is the ids of events, eight bytes each. An event that is remembered is passed over;
/// others are counted in the first habit and remembered, the last <see cref="Remembered"/> of them.
/// </summary>
internal sealed class CountingFold : IPortraitFold
{
    public const int Remembered = 32;

    public int Fold(ReadOnlySpan<byte> portrait, ReadOnlySpan<byte> change, Span<byte> folded)
    {
        if (change.IsEmpty || change.Length % sizeof(ulong) != 0) throw new ArgumentException($"the change has {change.Length} bytes; allowed are multiples of 8", nameof(change));
        var content = portrait.IsEmpty ? default : PortraitReader.Open(portrait).Content;
        var events = content.RecentEvents.ToArray().ToList();
        var counted = 0;
        for (; !change.IsEmpty; change = change[sizeof(ulong)..])
        {
            var id = BinaryPrimitives.ReadUInt64LittleEndian(change);
            if (events.Contains(id)) continue;
            events.Add(id);
            counted++;
        }

        if (counted == 0) return 0;
        var habits = content.Habits.IsEmpty ? [default] : content.Habits.ToArray();
        habits[0] = habits[0] with { Weight = habits[0].Weight + counted };
        return PortraitWriter.Write(content with { Habits = habits, RecentEvents = events.TakeLast(Remembered).ToArray() }, folded);
    }
}
