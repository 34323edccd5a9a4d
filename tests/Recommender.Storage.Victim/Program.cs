using System.Globalization;
using Recommender.Storage.Store;

// Writes rounds of values for ever: round n gives every member the value n. A line "checkpoint n" says that a restart finds
// round n or a later one. Usage: Recommender.Storage.Victim FOLDER FIRST_ROUND
const int Members = 2_000;
var first = int.Parse(args[1], CultureInfo.InvariantCulture);
var round = first;
using var store = KeyValueStore.Open(new StoreOptions { Folder = args[0], MemoryBytes = 1 << 20, ExpectedKeys = Members, MaxValueBytes = 8 << 10 });
Console.WriteLine("open");
_ = Task.Run(async () =>
{
    while (true)
    {
        var written = Volatile.Read(ref round) - 1;   // the last that is complete
        await store.Checkpoints.TakeAsync();
        Console.WriteLine($"checkpoint {written}");
    }
});
for (; ; Volatile.Write(ref round, round + 1))
{
    for (var member = 0; member < Members; member++)
    {
        var value = new byte[1_000 + (round % 100)];
        BitConverter.TryWriteBytes(value, round);
        value.AsSpan(sizeof(int)).Fill((byte)round);
        store.Upsert(BitConverter.GetBytes(member), value);
    }
}
