using FsCheck;
using FsCheck.Fluent;
using Recommender.Learning.Data;
using Recommender.Learning.Import;

namespace Recommender.Learning.Tests.Import;

public sealed class InteractionSorterTests
{
    [Theory]
    [InlineData(DuplicatePolicy.Last, 3, 7)]
    [InlineData(DuplicatePolicy.First, 5, 2)]
    [InlineData(DuplicatePolicy.Highest, 5, 2)]
    [InlineData(DuplicatePolicy.Sum, 12, 7)]
    public void Of_one_member_and_title_the_policy_leaves_one(DuplicatePolicy policy, float value, long time)
    {
        using var sorter = new InteractionSorter(new ImportOptions { Duplicates = policy });
        sorter.Add(0, 0, 4, 5);
        sorter.Add(0, 0, 5, 2);
        sorter.Add(0, 0, 3, 7);

        var left = Drain(sorter, members: 1);

        Assert.Equal(1, left.Count);
        Assert.Equal((value, time), (left.Values[0], left.Times[0]));
        Assert.Equal(2, sorter.Duplicates);
    }

    [Fact]
    public void Without_times_the_order_of_the_file_is_kept()
    {
        using var sorter = new InteractionSorter(new ImportOptions());
        foreach (var title in (int[])[3, 1, 2, 0]) sorter.Add(0, title, 1, 0);

        Assert.Equal([3, 1, 2, 0], Drain(sorter, members: 1).Titles);
    }

    [Fact]
    public void Little_memory_gives_what_plenty_gives_and_leaves_no_file() =>
        Prop.ForAll(ArbMap.Default.ArbFor<(byte Member, byte Title, short Value, byte Time)[]>(), rows =>
        {
            foreach (var policy in Enum.GetValues<DuplicatePolicy>())
            {
                using var folder = new TemporaryFolder();
                // A few interactions at a time, so that nearly every case has several runs.
                using var spilling = new InteractionSorter(new ImportOptions { Duplicates = policy, MemoryBytes = 128, WorkFolder = folder.FullName });
                using var holding = new InteractionSorter(new ImportOptions { Duplicates = policy });
                foreach (var (member, title, value, time) in rows)
                {
                    spilling.Add(member % 5, title % 7, value, time % 11);
                    holding.Add(member % 5, title % 7, value, time % 11);
                }

                var (spilled, held) = (Drain(spilling, 5), Drain(holding, 5));

                Assert.Equal(rows.Length > 4, spilling.Runs > 0);
                Assert.Equal(0, holding.Runs);
                Assert.Equal(held.Offsets, spilled.Offsets);
                Assert.Equal(held.Titles, spilled.Titles);
                Assert.Equal(held.Values, spilled.Values);
                Assert.Equal(held.Times, spilled.Times);
                Assert.Empty(folder.Names());
            }
        }).Check(Config.QuickThrowOnFailure.WithReplay(20260101UL, 1UL).WithMaxTest(200).WithEndSize(100));

    [Fact]
    public void Agrees_with_a_dictionary_that_is_told_one_line_after_the_other() =>
        Prop.ForAll(ArbMap.Default.ArbFor<(byte Member, byte Title, byte Value, byte Time)[]>(), rows =>
        {
            using var sorter = new InteractionSorter(new ImportOptions());
            var model = new Dictionary<(int Member, int Title), (float Value, long Time)>();
            foreach (var (member, title, value, time) in rows)
            {
                var key = (member % 5, title % 7);
                sorter.Add(key.Item1, key.Item2, value, time);
                if (!model.TryGetValue(key, out var known) || time >= known.Time) model[key] = (value, time);
            }

            var sorted = Drain(sorter, 5);

            Assert.Equal(model.Count, sorted.Count);
            for (var member = 0; member < 5; member++)
            {
                for (var i = 0; i < sorted[member].Count; i++)
                    Assert.Equal(model[(member, sorted[member].Titles[i])], (sorted[member].Values[i], sorted[member].Times[i]));
            }
        }).Check(Config.QuickThrowOnFailure.WithReplay(20260101UL, 1UL).WithMaxTest(200).WithEndSize(100));

    // The constructor looks at order and at titles that stand there twice.
    private static Interactions Drain(InteractionSorter sorter, int members)
    {
        var arrays = new InteractionArrays();
        sorter.Drain(members, arrays, CancellationToken.None);
        return arrays.ToInteractions(titleCount: 7);
    }
}
