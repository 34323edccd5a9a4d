using Recommender.Storage.Store;
using Recommender.Storage.Tests.Support;

namespace Recommender.Storage.Tests.Store;

/// <summary>What killed processes leave in the log after its newest checkpoint.</summary>
public sealed class RemainsTests : IDisposable
{
    private const int Members = 50;

    private readonly TemporaryFolder _folder = new();

    private StoreOptions Options => new() { Folder = _folder.File("store"), MemoryBytes = 1 << 20, ExpectedKeys = Members, MaxValueBytes = 8 << 10 };

    public void Dispose() => _folder.Dispose();

    [Theory, InlineData(0x01), InlineData(0x3F), InlineData(0xFF)]
    public async Task Remains_of_any_kind_after_the_newest_checkpoint_harm_nobody(byte remains)
    {
        using (var store = KeyValueStore.Open(Options))
        {
            for (var member = 0; member < Members; member++) store.Upsert(BitConverter.GetBytes(member), new byte[1_000 + member]);
            await store.Checkpoints.TakeAsync();
        }

        var tail = new CheckpointList(Path.Combine(_folder.File("store"), "checkpoints")).Read()[0].Tail;
        await using (var log = File.OpenWrite(Path.Combine(_folder.File("store"), "log.0")))
        {
            log.Position = tail;
            await log.WriteAsync(Enumerable.Repeat(remains, 256 << 10).ToArray());
        }

        using var reopened = KeyValueStore.Open(Options);
        for (var member = 0; member < Members; member++) Assert.Equal(1_000 + member, reopened.Get(BitConverter.GetBytes(member))?.Length);
    }
}
