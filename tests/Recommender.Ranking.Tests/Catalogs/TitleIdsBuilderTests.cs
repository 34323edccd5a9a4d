using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Recommender.Ranking.Catalogs;

namespace Recommender.Ranking.Tests.Catalogs;

public sealed class TitleIdsBuilderTests
{
    // Hashes out of few, some of which fall into the same place: a title that comes again has the row where it came last.
    [Fact]
    public void Each_that_was_built_knows_the_titles_of_its_time()
    {
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), static seed =>
        {
            var (random, builder, rows) = (new Random(seed), new TitleIdsBuilder(), new Dictionary<ulong, int>());
            var built = new List<(TitleIds Ids, Dictionary<ulong, int> Rows)>();
            for (var row = 0; row < 200; row++)
            {
                var hash = ((ulong)random.Next(8) << 40) | (uint)random.Next(8);
                builder.Add(Encoding.UTF8.GetBytes($"{row}"), hash);
                rows[hash] = row;
                Assert.Equal((row + 1, row), (builder.Count, builder.RowOf(hash)));
                if (random.Next(4) == 0) built.Add((builder.Build(), new(rows)));
            }

            foreach (var (ids, expected) in built)
            {
                foreach (var hash in rows.Keys) Assert.Equal(expected.GetValueOrDefault(hash, -1), ids.RowOf(hash));
                foreach (var (hash, row) in expected) Assert.Equal((hash, $"{row}"), (ids.HashOf(row), Encoding.UTF8.GetString(ids[row])));
            }
        }).Check(Config.QuickThrowOnFailure.WithReplay(20260101UL, 1UL).WithMaxTest(50));
    }

    // Whoever looks up while titles are added sees those of its time, and never a row that has no hash yet.
    [Fact]
    public async Task Look_ups_and_additions_do_not_disturb_each_other()
    {
        const int Titles = 200_000;
        var builder = new TitleIdsBuilder();
        builder.Add("0"u8, 0);
        var latest = builder.Build();
        using var stop = new CancellationTokenSource();
        var reader = Task.Run(() =>
        {
            var looked = 0;
            for (var random = new Random(1); !stop.IsCancellationRequested || looked == 0; looked++)
            {
                var ids = Volatile.Read(ref latest);
                var last = ids.RowOf(7);
                Assert.Equal(0, ids.RowOf(0));
                if (last >= 0) Assert.Equal(7ul, ids.HashOf(last));
                Assert.Equal(last, ids.RowOf(7));
            }

            return looked;
        });

        for (var row = 1; row < Titles && !reader.IsCompleted; row++)
        {
            builder.Add("x"u8, row % 3 == 0 ? 7 : (ulong)row * 0x9E37_79B9_7F4A_7C15);
            Volatile.Write(ref latest, builder.Build());
        }

        await stop.CancelAsync();
        Assert.True(await reader > 0);
    }
}
