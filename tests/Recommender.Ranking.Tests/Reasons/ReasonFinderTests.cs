using FsCheck;
using FsCheck.Fluent;
using Recommender.Ranking.Generations;
using Recommender.Ranking.Members;
using Recommender.Ranking.Pages;
using Recommender.Ranking.Tests.Worlds;

namespace Recommender.Ranking.Tests.Reasons;

public sealed class ReasonFinderTests
{
    private const int SecondsPerDay = 86_400;

    private readonly RankingScratch _scratch = new();
    private readonly ItemBuffer<PlacedReason> _reasons = new();

    [Fact]
    public void A_title_is_told_to_be_like_the_one_of_the_history_that_it_is_most_like_of_those_that_were_liked() => Hold(ReasonKind.Watched, static (world, row, subject) =>
    {
        var liked = world.Member.History.Span.ToArray().Where(title => title.Strength > 0 && title.Row != row).Select(title => Cosine(world.Generation, row, title.Row));
        Assert.Contains(world.Member.History.Span.ToArray(), title => title.Row == subject && title.Strength > 0);
        Assert.NotEqual(row, subject);
        Assert.Equal(liked.Max(), Cosine(world.Generation, row, subject), 1e-5f);
        Assert.True(liked.Max() > 0);
    });

    [Fact]
    public void A_community_that_is_told_is_the_members_and_the_title_one_of_its_favourites() => Hold(ReasonKind.Community, static (world, row, subject) =>
    {
        Assert.Contains(world.Member.Communities.Span.ToArray(), community => community.Row == subject);
        Assert.Contains(row, world.Generation.Communities.Favourites[subject].ToArray());
    });

    [Fact]
    public void A_tag_that_is_told_is_the_titles_and_the_member_likes_it() => Hold(ReasonKind.Tag, static (world, row, subject) =>
    {
        Assert.Contains(subject, world.Generation.Catalog.PartOf(row, out var local).Tags[local].ToArray());
        var named = world.Member.History.Count == 0 ? world.Query.OnboardingTags.Span.ToArray() : [];
        Assert.Contains(subject, world.Member.Tags.Span.ToArray().Where(static tag => tag.Weight > 0).Select(static tag => tag.Row).Concat(named));
    });

    [Fact]
    public void What_is_told_to_be_popular_is_chosen_by_somebody() => Hold(ReasonKind.Popular, static (world, row, subject) =>
    {
        Assert.Equal(-1, subject);
        Assert.True(world.Generation.Catalog.PartOf(row, out var local).Popularity[local] > 0);
    });

    [Fact]
    public void What_is_told_to_be_trending_is_chosen_more_than_usual() => Hold(ReasonKind.Trending, static (world, row, subject) =>
    {
        Assert.Equal(-1, subject);
        Assert.True(world.Generation.Catalog.PartOf(row, out var local).Trend[local] > 0);
    });

    [Fact]
    public void What_is_told_to_be_new_came_lately() => Hold(ReasonKind.New, static (world, row, subject) =>
    {
        Assert.Equal(-1, subject);
        var addedAt = world.Generation.Catalog.PartOf(row, out var local).AddedAt[local];
        Assert.InRange(world.Query.Viewer.Time - addedAt, 0, world.Generation.Recipe.NewDays * SecondsPerDay);
    });

    [Fact]
    public void Reasons_come_strongest_first_each_kind_once_and_share_the_whole() => Hold((_, _, reasons) =>
    {
        Assert.Equal(reasons.Length, reasons.Select(static reason => reason.Kind).Distinct().Count());
        Assert.Equal(reasons.OrderByDescending(static reason => reason.Weight), reasons);
        if (reasons.Length > 0) Assert.InRange(reasons.Sum(static reason => reason.Weight), 0.88f, 1.0001f);   // shares too small to tell are left out, five at most
    });

    [Fact]
    public void What_only_popularity_speaks_for_is_told_to_be_popular_and_what_nothing_speaks_for_is_told_nothing()
    {
        var world = new World { Settled = { new MadeTitle { Popularity = 0.5f }, new MadeTitle { AddedAt = World.Now - (365 * SecondsPerDay) } } };
        var generation = world.Build();
        var request = new PageRequest(generation, World.Query(generation), World.Stranger(generation));

        Assert.Equal([new PlacedReason(ReasonKind.Popular, -1, 1)], Reasons(request, 0));
        Assert.Empty(Reasons(request, 1));
    }

    [Fact]
    public void A_title_that_is_disliked_speaks_for_nothing()
    {
        var world = new World { Settled = { new MadeTitle { Embedding = [1, 0] }, new MadeTitle { Embedding = [1, 0.1f] }, new MadeTitle { Embedding = [1, 3] } } };
        var generation = world.Build();
        var member = World.Member(generation, 1, 0);
        member.History.Add(new WatchedTitle(1, -1, 2, 0, 0, WatchStates.ThumbsDown));
        member.History.Add(new WatchedTitle(2, 1, 1, 0, 0, WatchStates.Finished));

        Assert.Equal([(ReasonKind.Watched, 2)], Reasons(new PageRequest(generation, World.Query(generation), member), 0).Select(static reason => (reason.Kind, reason.Subject)));
    }

    private static float Cosine(Generation generation, int one, int other)
    {
        var (x, y) = (Embedding(one), Embedding(other));
        var (length, otherLength) = (MathF.Sqrt(x.Sum(static e => e * e)), MathF.Sqrt(y.Sum(static e => e * e)));
        return length * otherLength > 0 ? x.Zip(y).Sum(static pair => pair.First * pair.Second) / (length * otherLength) : 0;

        float[] Embedding(int row) => generation.Catalog.PartOf(row, out var local).Embeddings[local].ToArray();
    }

    private PlacedReason[] Reasons(in PageRequest request, int row)
    {
        var page = new Page();
        PageRanker.Rank(request.Generation, request.Query, request.Member, _scratch, page);
        _reasons.Clear();
        _scratch.ReasonFinder.Add(request, row, _reasons);
        return _reasons.Span.ToArray();
    }

    private void Hold(ReasonKind kind, Action<RandomWorld, int, int> promise)
    {
        var told = 0;
        Hold((world, row, reasons) =>
        {
            foreach (var reason in reasons.Where(reason => reason.Kind == kind))
            {
                told++;
                promise(world, row, reason.Subject);
            }
        });
        Assert.True(told > 100, $"told {told} times");
    }

    // Of every title of the catalogue, on the page or not.
    private void Hold(Action<RandomWorld, int, PlacedReason[]> promise) => Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
    {
        var (world, page) = (new RandomWorld(seed), new Page());
        var request = new PageRequest(world.Generation, world.Query, world.Member);
        PageRanker.Rank(request.Generation, request.Query, request.Member, _scratch, page);
        for (var row = 0; row < world.Generation.Catalog.Rows; row++)
        {
            _reasons.Clear();
            Assert.Equal(_scratch.ReasonFinder.Add(request, row, _reasons), _reasons.Count);
            promise(world, row, _reasons.Span.ToArray());
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(100).WithReplay(20260101UL, 1UL));
}
