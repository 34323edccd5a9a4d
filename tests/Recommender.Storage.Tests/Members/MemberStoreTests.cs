using System.Text;
using Recommender.Storage.Members;
using Recommender.Storage.Packing;
using Recommender.Storage.Store;
using Recommender.Storage.Tests.Support;

namespace Recommender.Storage.Tests.Members;

public sealed class MemberStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly KeyValueStore _values;
    private readonly MemberStore _members;

    public MemberStoreTests()
    {
        _values = KeyValueStore.Open(new StoreOptions { Folder = _folder.Path, MemoryBytes = 4 << 20, ExpectedKeys = 10_000 });
        _members = new MemberStore(_values);
    }

    public void Dispose()
    {
        _values.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Hands_over_the_portrait_where_it_lies()
    {
        _values.Upsert("anna"u8, SamplePortraits.Packed(SamplePortraits.Fixed()));
        var visitor = default(HistorySum);

        Assert.True(_members.TryRead("anna"u8, ref visitor));
        Assert.Equal(3.0f, visitor.Strength);
        Assert.False(_members.TryRead("nobody"u8, ref visitor));
    }

    [Theory, InlineData(0), InlineData(129)]
    public void Refuses_an_id_that_is_empty_or_too_long(int bytes)
    {
        var visitor = default(HistorySum);

        Assert.Contains($"the id has {bytes} bytes; allowed 1..128", Assert.Throws<ArgumentException>(() => _members.TryRead(new byte[bytes], ref visitor)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_portrait_is_an_error_and_others_are_read()
    {
        var damaged = SamplePortraits.Packed(SamplePortraits.Fixed());
        damaged[60] ^= 1;
        _values.Upsert("anna"u8, damaged);
        _values.Upsert("boris"u8, SamplePortraits.Packed(SamplePortraits.Fixed()));
        var visitor = default(HistorySum);

        Assert.Contains("portrait, byte 0: is damaged", Assert.Throws<InvalidValueException>(() => _members.TryRead("anna"u8, ref visitor)).Message, StringComparison.Ordinal);
        Assert.True(_members.TryRead("boris"u8, ref visitor));
    }

    [Fact]
    public void A_hot_and_a_cold_read_allocate_nothing()
    {
        var portrait = SamplePortraits.Packed(SamplePortraits.Fixed());
        var ids = Enumerable.Range(0, 40_000).Select(i => Encoding.UTF8.GetBytes($"member-{i}")).ToArray();
        foreach (var id in ids) _values.Upsert(id, portrait);
        Assert.True(_values.LogBytes > 2 * _values.MemoryBytes);
        ReadAll(ids[..2_000]);

        Assert.Equal(0, ReadAll(ids[^2_000..]));
        Assert.InRange(ReadAll(ids[..2_000]), 0, 2_000 * 1_024);   // what FASTER itself takes for a read of the device
    }

    private long ReadAll(byte[][] ids)
    {
        var visitor = default(HistorySum);
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var id in ids) _members.TryRead(id, ref visitor);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private struct HistorySum : IPortraitVisitor
    {
        public float Strength;

        public void Visit(PortraitReader portrait)
        {
            Strength = 0;
            foreach (var entry in portrait.History) Strength += entry.Strength;
        }
    }
}
