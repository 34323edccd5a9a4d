using Recommender.Storage.Journaling;

namespace Recommender.Storage.Tests.Journaling;

/// <summary>What the tests of the journal share.</summary>
internal static class JournalCalls
{
    /// <summary>Small pages and files, so that a test crosses their edges often.</summary>
    public static JournalOptions Small(string folder) => new() { Folder = folder, MaxRecordBytes = 32 << 10, SegmentBytes = 64 << 10 };

    /// <summary>A record that tells which one it is; its bytes follow from it.</summary>
    public static byte[] Record(int number, int most = 400)
    {
        var random = new Random(number);
        var record = new byte[sizeof(int) + random.Next(most)];
        random.NextBytes(record);
        BitConverter.TryWriteBytes(record, number);
        return record;
    }

    /// <summary>All records from a position on, each with the position after it.</summary>
    public static List<(byte[] Record, long Next)> Read(this Journal journal, long? from = null)
    {
        var collector = new Collector { Found = [] };
        journal.Replay(from ?? journal.Begin, ref collector);
        return collector.Found;
    }

    public static void AssertSame(List<(byte[] Record, long Next)> expected, List<(byte[] Record, long Next)> found, string which = "")
    {
        Assert.Equal(expected.Count, found.Count);
        for (var i = 0; i < found.Count; i++)
            Assert.True(expected[i].Next == found[i].Next && expected[i].Record.AsSpan().SequenceEqual(found[i].Record), $"{which}: record {i}, before position {found[i].Next}, differs");
    }

    private struct Collector : IJournalVisitor
    {
        public List<(byte[] Record, long Next)> Found;

        public readonly void Visit(ReadOnlySpan<byte> record, long position, long next)
        {
            Assert.True(position < next);
            Assert.True(Found.Count == 0 || position >= Found[^1].Next);
            Found.Add((record.ToArray(), next));
        }
    }
}
