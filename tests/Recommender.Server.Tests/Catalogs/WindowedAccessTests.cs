using FsCheck;
using FsCheck.Fluent;
using Recommender.Numerics;
using Recommender.Ranking.Catalogs;
using Recommender.Server.Catalogs;
using Recommender.Storage.Titles;

namespace Recommender.Server.Tests.Catalogs;

public sealed class WindowedAccessTests
{
    private static readonly string[] Countries = ["", "DE", "DK"];

    // In whatever order viewers and times come, a viewer sees what looking at each title anew says.
    [Fact]
    public void A_viewer_sees_what_looking_at_every_title_anew_says()
    {
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), static seed =>
        {
            var random = new Random(seed);
            var columns = Draw(random, titles: random.Next(1, 200));
            var access = new WindowedAccess(columns, mostViewers: 4);
            for (var i = 0; i < 60; i++)
            {
                var viewer = new Viewer(CountryOf(random), random.Next(-2, 24), random.Next(2) == 0 ? (byte)255 : (byte)random.Next(22), (uint)random.Next(3));
                var allowed = access.Allowed(viewer).ToArray();
                for (var row = 0; row < columns.Count; row++)
                {
                    var expected = Sees(columns, row, viewer);
                    Assert.Equal(expected, (allowed[row >> 6] >> (row & 63) & 1) == 1);
                    Assert.Equal(expected, access.Obstacle(row, viewer) is null);
                }
            }

            Assert.InRange(access.Viewers.Count, 1, 4);
        }).Check(Config.QuickThrowOnFailure.WithReplay(20260101UL, 1UL).WithMaxTest(60));
    }

    // Titles come behind those that there are, viewers ask meanwhile, and time goes on.
    [Fact]
    public void A_viewer_sees_titles_that_came_later_as_if_they_had_been_there()
    {
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), static seed =>
        {
            var random = new Random(seed);
            var stages = Stages(random, titles: random.Next(1, 200));
            var access = new WindowedAccess(stages[0]);
            foreach (var (time, columns) in stages.Select(static (columns, at) => (at / 10, columns)))
            {
                access = access.With(columns, time);
                for (var i = 0; i < 4; i++)
                {
                    var viewer = new Viewer(CountryOf(random), time + random.Next(2), random.Next(2) == 0 ? (byte)255 : (byte)random.Next(22), (uint)random.Next(3));
                    var allowed = access.Allowed(viewer).ToArray();
                    Assert.Equal((columns.Count + 63) >> 6, allowed.Length);
                    for (var row = 0; row < columns.Count; row++) Assert.Equal(Sees(columns, row, viewer), (allowed[row >> 6] >> (row & 63) & 1) == 1);
                }
            }
        }).Check(Config.QuickThrowOnFailure.WithReplay(20260101UL, 1UL).WithMaxTest(60));
    }

    [Fact]
    public void What_was_handed_out_stays_as_it_is_when_a_window_closes()
    {
        var access = new WindowedAccess(Columns([new(default, 10, 20)]));

        var before = access.Allowed(new Viewer(0, 15, 255, 0));
        var after = access.Allowed(new Viewer(0, 20, 255, 0));

        Assert.Equal((1ul, 0ul), (before[0], after[0]));
    }

    [Fact]
    public void The_same_viewer_gets_the_same_bits_until_a_window_opens()
    {
        var access = new WindowedAccess(Columns([new(default, 10, 20), new(CountryCode.Parse("DE"), 30, 40)]));

        var first = access.Allowed(new Viewer(0, 12, 255, 0));

        Assert.True(first == access.Allowed(new Viewer(0, 19, 255, 0)));
        Assert.False(first == access.Allowed(new Viewer(0, 20, 255, 0)));
    }

    private static bool Sees(AccessColumns columns, int row, Viewer viewer)
    {
        var open = columns.Windows[row].ToArray().Any(window =>
            window.From <= viewer.Time && viewer.Time < window.Until && (window.Country.IsEverywhere || (viewer.Country != 0 && window.Country.Number == viewer.Country)));
        var languages = columns.Languages[row].ToArray();
        return open && columns.Maturity[row] <= viewer.MaturityCeiling && (viewer.Language == 0 || languages.Length == 0 || languages.Contains(viewer.Language));
    }

    private static ushort CountryOf(Random random) => CountryCode.Parse(Countries[random.Next(3)]).Number;

    private static AccessColumns Draw(Random random, int titles) => Stages(random, titles)[^1];

    // The columns after each title.
    private static List<AccessColumns> Stages(Random random, int titles)
    {
        var (stages, windows, languages, maturity) = (new List<AccessColumns>(), new RowsBuilder<AvailabilityWindow>(), new RowsBuilder<uint>(), new byte[titles]);
        for (var row = 0; row < titles; row++)
        {
            for (var i = random.Next(4); i > 0; i--)
            {
                var from = random.Next(3) == 0 ? AvailabilityWindow.Always : random.Next(20);
                windows.Add(new AvailabilityWindow(CountryCode.Parse(Countries[random.Next(3)]), from, random.Next(3) == 0 ? AvailabilityWindow.Forever : Math.Max(from, 0) + random.Next(1, 5)));
            }

            windows.EndRow();
            if (random.Next(2) == 0) languages.Add((uint)random.Next(1, 3));
            languages.EndRow();
            maturity[row] = (byte)random.Next(22);
            stages.Add(new AccessColumns(maturity, windows.Build(), languages.Build()));
        }

        return stages;
    }

    private static AccessColumns Columns(AvailabilityWindow[] windows) =>
        new([0], new CompressedRows<AvailabilityWindow>([0, windows.Length], windows), new CompressedRows<uint>([0, 0], []));
}
