using System.Globalization;
using Recommender.Storage.Journaling;
using Recommender.Storage.Tests.Support;

namespace Recommender.Storage.Tests.Journaling;

/// <summary>A process that appends is killed at random moments. RECOMMENDER_KILL_ROUNDS asks for other than the usual number.</summary>
public sealed class KilledJournalTests : IDisposable
{
    private const int Threads = 4;

    private readonly TemporaryFolder _folder = new();
    private readonly int[] _acknowledged = [-1, -1, -1, -1];

    private static int Rounds => int.Parse(Environment.GetEnvironmentVariable("RECOMMENDER_KILL_ROUNDS") ?? "20", CultureInfo.InvariantCulture);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_acknowledged_record_is_there_in_order_and_in_its_place_after_a_kill()
    {
        var random = new Random(20260101);
        long tail = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var places = new Dictionary<(int Thread, int Number), long>();
            using (var child = ChildProcess.Start("append", _folder.Path))
            {
                var opened = await child.LineAsync();
                Assert.StartsWith("open ", opened, StringComparison.Ordinal);
                Assert.True(long.Parse(opened["open ".Length..], CultureInfo.InvariantCulture) >= tail, $"round {round}: {opened}, but {tail} was durable");
                for (var lines = random.Next(1, 2_000); lines > 0; lines--)
                {
                    if ((await child.LineAsync()).Split(' ') is not [var thread, var number, var position]) throw new InvalidDataException("not a line of three");
                    var key = (int.Parse(thread, CultureInfo.InvariantCulture), int.Parse(number, CultureInfo.InvariantCulture));
                    places[key] = long.Parse(position, CultureInfo.InvariantCulture);
                    _acknowledged[key.Item1] = key.Item2;
                }

                await child.KillAsync();
            }

            tail = AssertWhole(places, $"round {round}");
        }
    }

    /// <summary>Each thread's records follow one another without a hole, from where retention begins to at least the last that was acknowledged.</summary>
    private long AssertWhole(Dictionary<(int Thread, int Number), long> places, string which)
    {
        using var journal = Journal.Open(new JournalOptions { Folder = _folder.Path, MaxRecordBytes = 8 << 10, SegmentBytes = 1 << 18 });
        var last = new int?[Threads];
        foreach (var (record, next) in journal.Read())
        {
            var (thread, number) = (BitConverter.ToInt32(record), BitConverter.ToInt32(record, 4));
            Assert.True(last[thread] is not { } before || number == before + 1, $"{which}: thread {thread} has {number} after {last[thread]}");
            Assert.True(record.AsSpan(8).IndexOfAnyExcept((byte)(number + thread)) < 0 && record.Length == 8 + (number * 37 % 900), $"{which}: {thread} {number} is not whole");
            Assert.Equal(next, places.GetValueOrDefault((thread, number), next));
            last[thread] = number;
        }

        for (var thread = 0; thread < Threads; thread++)
        {
            Assert.True(_acknowledged[thread] < 0 || last[thread] >= _acknowledged[thread], $"{which}: thread {thread} ends with {last[thread]}, {_acknowledged[thread]} was acknowledged");
        }

        return journal.Tail;
    }
}
