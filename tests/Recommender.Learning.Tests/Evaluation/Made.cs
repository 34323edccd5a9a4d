using FsCheck;
using FsCheck.Fluent;
using Recommender.Learning.Data;
using Recommender.Learning.Scoring;

namespace Recommender.Learning.Tests.Evaluation;

/// <summary>Small inputs for tests of evaluation and baselines.</summary>
internal static class Made
{
    /// <summary>Checks a claim on sparse random interactions of up to 15 members and 12 titles, some members without any.</summary>
    public static void ForSmall(Action<Interactions> claim) =>
        Check.One(Config.QuickThrowOnFailure.WithReplay(20260101UL, 1UL), Prop.ForAll(Small, claim));

    /// <summary>Interactions from one list of titles per member, oldest first, at rising times.</summary>
    public static Interactions Of(int titles, params int[][] histories)
    {
        var offsets = new List<long> { 0 };
        foreach (var history in histories) offsets.Add(offsets[^1] + history.Length);
        int[] all = [.. histories.SelectMany(static history => history)];
        var times = histories.SelectMany((history, member) => history.Select((_, i) => 1000L * i + member)).ToArray();
        return new(titles, [.. offsets], all, [.. all.Select(static _ => 1f)], times);
    }

    /// <summary>Members with tastes: each likes a few groups of titles, and popular titles of them more.</summary>
    public static Interactions Tastes(int seed, int members = 120, int titles = 60, int groups = 6)
    {
        var random = new Random(seed);
        return Of(titles, [.. Enumerable.Range(0, members).Select(_ =>
        {
            var (a, b) = (random.Next(groups), random.Next(groups));
            var had = new HashSet<int>();
            for (var i = random.Next(3, 14); i > 0; i--)
            {
                var within = (int)(titles / groups * Math.Pow(random.NextDouble(), 2));
                had.Add(within * groups + (random.Next(4) == 0 ? b : a));
            }

            return had.ToArray();
        })]);
    }

    private static Arbitrary<Interactions> Small => Gen.Choose(0, int.MaxValue - 1).Select(seed =>
    {
        var random = new Random(seed);
        var titles = random.Next(2, 12);
        var all = Enumerable.Range(0, titles).ToArray();
        return Of(titles, [.. Enumerable.Range(0, random.Next(2, 15)).Select(_ =>
        {
            var order = all.ToArray();
            random.Shuffle(order);
            return order[..random.Next(0, titles)];
        })]);
    }).ToArbitrary();

    /// <summary>Scores that do not depend on the history.</summary>
    public sealed class Fixed(params float[] scores) : ITitleScorer
    {
        public string Name => "fixed";

        public int TitleCount => scores.Length;

        public void Score(MemberHistory history, Span<float> to) => scores.CopyTo(to);
    }

    /// <summary>Scores drawn for each history.</summary>
    public sealed class Drawn(int titles, int distinct) : ITitleScorer
    {
        public string Name => "drawn";

        public int TitleCount => titles;

        public void Score(MemberHistory history, Span<float> to)
        {
            var random = new Random(history.Count == 0 ? 1 : history.Titles[0] * 31 + history.Count);
            for (var i = 0; i < to.Length; i++) to[i] = random.Next(distinct);
        }
    }
}
