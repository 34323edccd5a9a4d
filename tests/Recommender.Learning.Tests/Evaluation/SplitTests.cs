using Recommender.Learning.Data;
using Recommender.Learning.Evaluation;

namespace Recommender.Learning.Tests.Evaluation;

public sealed class SplitTests
{
    public static TheoryData<string> Protocols => [.. All.Keys];

    private static readonly Dictionary<string, ISplitProtocol> All = new(StringComparer.Ordinal)
    {
        ["the last one"] = new LeaveLastOut(HeldBack.Titles(1)),
        ["the last fifth"] = new LeaveLastOut(HeldBack.Share(0.2)),
        ["by time"] = new TemporalSplit(0.3),
        ["by time, with newcomers"] = new TemporalSplit(0.3, asksNewcomers: true),
        ["at random"] = new RandomHoldout(HeldBack.Share(0.3), seed: 7),
        ["members held out"] = new StrongGeneralisation { Members = 0.4, LeastTitles = 2 },
    };

    [Theory]
    [MemberData(nameof(Protocols))]
    public void Nothing_stands_on_two_sides_and_nothing_is_made_up(string protocol)
    {
        Made.ForSmall(interactions =>
        {
            if (Divide(All[protocol], interactions) is not { } split) return;

            var (training, shown, asked) = (Pairs(split.Training), Pairs(split.Cases.Histories), Asked(split));
            Assert.Empty(shown.Intersect(asked));
            Assert.Empty(training.Intersect(asked));
            Assert.Empty(training.Union(shown).Union(asked).Except(Pairs(interactions)));
        });
    }

    [Theory]
    [InlineData("the last one")]
    [InlineData("the last fifth")]
    [InlineData("by time, with newcomers")]
    [InlineData("at random")]
    public void Nothing_is_lost(string protocol)
    {
        Made.ForSmall(interactions =>
        {
            if (Divide(All[protocol], interactions) is { } split)
                Assert.Equal(Pairs(interactions).Order(), Pairs(split.Training).Concat(Asked(split)).Order());
        });
    }

    [Fact]
    public void By_time_nothing_learnt_is_later_than_anything_asked()
    {
        Made.ForSmall(interactions =>
        {
            if (Divide(new TemporalSplit(0.3, asksNewcomers: true), interactions) is not { } split) return;

            var times = new Dictionary<(int, int), long>();
            for (var member = 0; member < interactions.MemberCount; member++)
            {
                for (var i = 0; i < interactions[member].Count; i++) times[(member, interactions[member].Titles[i])] = interactions[member].Times[i];
            }

            Assert.True(Pairs(split.Training).Max(pair => times[pair]) < Asked(split).Min(pair => times[pair]));
        });
    }

    [Fact]
    public void The_last_of_each_member_is_asked_for()
    {
        var split = new LeaveLastOut(HeldBack.Titles(1)).Divide(Made.Of(5, [3, 1, 2], [4], [], [0, 4]));

        Assert.Equal([(0, 2), (3, 4)], Asked(split));
        Assert.Equal([(0, 3), (0, 1), (1, 4), (3, 0)], Pairs(split.Training));
        Assert.Equal(["1 members have too short a history: learnt from, not asked"], split.Notes);
    }

    [Fact]
    public void Of_members_held_out_nothing_is_learnt()
    {
        var split = new StrongGeneralisation { Members = 0.25, Seed = 3 }.Divide(Made.Tastes(seed: 1));

        Assert.True(split.Cases.Count > 10);
        for (var at = 0; at < split.Cases.Count; at++)
        {
            Assert.Equal(0, split.Training[split.Cases.Member(at)].Count);
            var all = split.Cases.History(at).Count + split.Cases.Relevant(at).Length;
            Assert.Equal(HeldBack.Share(0.2).Of(all), split.Cases.Relevant(at).Length);
        }
    }

    [Fact]
    public void Drawn_candidates_are_the_relevant_and_titles_that_the_member_never_had()
    {
        var interactions = Made.Tastes(seed: 2);
        var split = new SampledCandidates(new LeaveLastOut(HeldBack.Titles(1)), negatives: 20, seed: 1).Divide(interactions);
        for (var at = 0; at < split.Cases.Count; at++)
        {
            var candidates = split.Cases.Candidates(at).ToArray();
            Assert.Equal(21, candidates.Distinct().Count());
            Assert.Equal(split.Cases.Relevant(at).ToArray(), candidates.Intersect(interactions[split.Cases.Member(at)].Titles.ToArray()));
        }
    }

    [Fact]
    public void Titles_that_nobody_has_in_training_are_kept_and_counted_or_dropped_with_their_cases()
    {
        // 2 and 3 are asked for, and only 2 is somebody's before.
        var split = new LeaveLastOut(HeldBack.Titles(1)).Divide(Made.Of(4, [0, 2], [0, 3], [2]));

        Assert.Equal([(0, 2), (1, 3)], Asked(UnknownTitles.Keep(split)));
        Assert.Contains("1 of 2 titles asked for are nobody's in training", UnknownTitles.Keep(split).Notes[^1], StringComparison.Ordinal);
        Assert.Equal([(0, 2)], Asked(UnknownTitles.Drop(split)));
        Assert.Contains("with them 1 cases", UnknownTitles.Drop(split).Notes[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("the last one", "no member is left to be asked (2 members have too short a history: learnt from, not asked)")]
    [InlineData("by time", "no member is left to be asked (1 members without history before the moment, with 1 interactions: not asked)")]
    [InlineData("members held out", "no member is left to be asked")]
    public void Where_nobody_is_left_the_message_says_why(string protocol, string message)
    {
        var refused = Assert.Throws<InvalidDataException>(() => All[protocol].Divide(Made.Of(3, [0], [1], [])));

        Assert.EndsWith(message, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void By_time_needs_times()
    {
        var timeless = new Interactions(2, [0, 2], [0, 1], [1, 1], [0, 0]);

        Assert.Contains("all times are 0", Assert.Throws<InvalidDataException>(() => new TemporalSplit(0.2).Divide(timeless)).Message, StringComparison.Ordinal);
    }

    private static Split? Divide(ISplitProtocol protocol, Interactions interactions)
    {
        try
        {
            return protocol.Divide(interactions);
        }
        catch (InvalidDataException)
        {
            return null;   // too little to divide; the messages have a test of their own
        }
    }

    private static List<(int Member, int Title)> Pairs(Interactions interactions)
    {
        var pairs = new List<(int, int)>();
        for (var member = 0; member < interactions.MemberCount; member++)
        {
            foreach (var title in interactions[member].Titles) pairs.Add((member, title));
        }

        return pairs;
    }

    private static List<(int Member, int Title)> Asked(Split split)
    {
        var pairs = new List<(int, int)>();
        for (var at = 0; at < split.Cases.Count; at++)
        {
            foreach (var title in split.Cases.Relevant(at)) pairs.Add((split.Cases.Member(at), title));
        }

        return pairs;
    }
}
