using System.Globalization;
using Recommender.Storage.Journaling;

namespace Recommender.Storage.Child;

/// <summary>
/// Appends to a journal from several threads until it is killed. Says 'thread number position' once that record is acknowledged;
/// a record is the two numbers and bytes that follow from them.
/// </summary>
internal static class AppendCommand
{
    public const int Threads = 4;

    public static async Task<int> RunAsync(string folder)
    {
        using var journal = Journal.Open(new JournalOptions { Folder = folder, MaxRecordBytes = 8 << 10, SegmentBytes = 1 << 18 });
        var last = new Last();
        journal.Replay(journal.Begin, ref last);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"open {journal.Tail}"));
        await Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Run(() => AppendAsync(journal, thread, last.Numbers[thread] + 1))));
        return 0;
    }

    /// <summary>A record of a thread.</summary>
    public static byte[] Record(int thread, int number)
    {
        var record = new byte[8 + (number * 37 % 900)];
        record.AsSpan().Fill((byte)(number + thread));
        BitConverter.TryWriteBytes(record, thread);
        BitConverter.TryWriteBytes(record.AsSpan(4), number);
        return record;
    }

    private static async Task AppendAsync(Journal journal, int thread, int number)
    {
        for (; ; number++)
        {
            for (var i = 0; i < number % 4; i++) journal.Enqueue(Record(thread, number++));   // acknowledged with the next
            var position = await journal.AppendAsync(Record(thread, number));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{thread} {number} {position}"));
            if (thread == 0 && number % 2_000 == 1_999) journal.DropBefore(position - (1 << 20));
        }
    }

    private struct Last() : IJournalVisitor
    {
        public readonly int[] Numbers = [-1, -1, -1, -1];

        public readonly void Visit(ReadOnlySpan<byte> record, long position, long next) =>
            Numbers[BitConverter.ToInt32(record)] = BitConverter.ToInt32(record[4..]);
    }
}
