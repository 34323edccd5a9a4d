using System.Globalization;
using Recommender.Storage.Store;

namespace Recommender.Storage.Child;

/// <summary>
/// Writes rounds of values until it is killed: round n gives every member the value n, every other one by an update of the value
/// before. A line "checkpoint n" or "compaction n" says that a restart finds round n or a later one.
/// </summary>
internal static class WriteCommand
{
    private const int Members = 2_000;

    private const long MostLogBytes = 64 << 20;   // then the writer waits for a compaction, which would otherwise run after it

    private static readonly AutoResetEvent Compacted = new(initialState: false);
    private static int _round;

    public static int Run(string path, string firstRound)
    {
        _round = int.Parse(firstRound, CultureInfo.InvariantCulture);
        using var store = KeyValueStore.Open(new StoreOptions { Folder = path, MemoryBytes = 1 << 20, ExpectedKeys = Members, MaxValueBytes = 8 << 10 });
        Console.WriteLine("open");
        _ = Task.Run(() => MakeDurableAsync(store));
        for (; ; Volatile.Write(ref _round, _round + 1))
        {
            for (var member = 0; member < Members; member++) Write(store, member);
            while (store.LogBytes > MostLogBytes) Compacted.WaitOne();
        }
    }

    private static async Task MakeDurableAsync(KeyValueStore store)
    {
        for (var i = 0; ; i++)
        {
            var written = Volatile.Read(ref _round) - 1;   // the last that is complete
            var compacts = i % 2 == 1;
            await (compacts ? store.CompactAsync() : store.Checkpoints.TakeAsync());
            if (compacts) Compacted.Set();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(compacts ? "compaction" : "checkpoint")} {written}"));
        }
    }

    private static void Write(KeyValueStore store, int member)
    {
        if (member % 2 == 0)
        {
            var value = new byte[Filler.BytesOf(_round)];
            Filler.Fill(value, _round);
            store.Upsert(BitConverter.GetBytes(member), value);
        }
        else
        {
            var filler = new Filler(_round);
            store.Update(BitConverter.GetBytes(member), ref filler);
        }
    }

    private readonly struct Filler(int round) : IValueUpdater
    {
        public static int BytesOf(int round) => 1_000 + (round % 100);

        public static void Fill(Span<byte> value, int round)
        {
            BitConverter.TryWriteBytes(value, round);
            value[sizeof(int)..].Fill((byte)round);
        }

        public ValueChange Update(bool exists, ReadOnlySpan<byte> value, Span<byte> buffer)
        {
            Fill(buffer[..BytesOf(round)], round);
            return ValueChange.Write(BytesOf(round));
        }
    }
}
