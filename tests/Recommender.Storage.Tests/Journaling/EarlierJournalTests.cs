using System.IO.Compression;
using Recommender.Storage.Journaling;
using Recommender.Storage.Tests.Support;

namespace Recommender.Storage.Tests.Journaling;

/// <summary>A journal that version 1 wrote once, packed. It is never made anew: a later version adds its own.</summary>
public sealed class EarlierJournalTests : IDisposable
{
    private const string Records = "G/8F+B+FcWPdrCwOw0eJNQawy8bn50EHm2BYX3GhZeSTYTq+BrxhA44Dotgio0X0BGAABzQg1uqlT+i9Juj5XICPN5oA4XUB";

    private const string State = "G/8f+B+pd/fGIYgiYGen2I2jkkWixGbcfhiHz51T6BqNbzaCuexECQAC94yQBwC71dX3HAG/REBGRgEcaTq531OQBwAvAg==";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Opens_a_journal_of_version_1_and_goes_on()
    {
        Directory.CreateDirectory(_folder.File("journal"));
        Unpack(Records, _folder.File("journal/records.0"));
        Unpack(State, _folder.File("journal/state.0"));
        using var journal = Journal.Open(JournalCalls.Small(_folder.File("journal")));

        JournalCalls.AssertSame([("one"u8.ToArray(), 84), ([], 100), (Enumerable.Repeat((byte)7, 1_000).ToArray(), 1116)], journal.Read());
        Assert.Null(journal.Remark);
        Assert.Equal(1136, await journal.AppendAsync("four"u8.ToArray()));
    }

    [Fact]
    public async Task Writes_version_1_as_it_was_written_once()
    {
        using (var journal = Journal.Open(JournalCalls.Small(_folder.File("journal")) with { CommitInterval = Timeout.InfiniteTimeSpan }))
        {
            await journal.AppendAsync("one"u8.ToArray());
            journal.Enqueue([]);
            journal.Enqueue(Enumerable.Repeat((byte)7, 1_000).ToArray());
        }

        AssertSame(Records, "records.0");
        AssertSame(State, "state.0");
    }

    private static void Unpack(string packed, string path)
    {
        using var whole = File.Create(path);
        using var brotli = new BrotliStream(new MemoryStream(Convert.FromBase64String(packed)), CompressionMode.Decompress);
        brotli.CopyTo(whole);
    }

    private static string Pack(byte[] whole)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.SmallestSize)) brotli.Write(whole);
        return Convert.ToBase64String(packed.ToArray());
    }

    private void AssertSame(string packed, string name)
    {
        var now = File.ReadAllBytes(_folder.File($"journal/{name}"));
        Unpack(packed, _folder.File(name));
        Assert.True(now.AsSpan().SequenceEqual(File.ReadAllBytes(_folder.File(name))), $"{name} differs, so it is another version; packed it is {Pack(now)}");
    }
}
