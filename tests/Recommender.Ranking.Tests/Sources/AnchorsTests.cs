using Recommender.Ranking.Members;
using Recommender.Ranking.Pages;
using Recommender.Ranking.Sources;
using Recommender.Ranking.Tests.Worlds;

namespace Recommender.Ranking.Tests.Sources;

public sealed class AnchorsTests
{
    private readonly World _world = new();

    [Fact]
    public void What_was_liked_most_comes_first_whatever_its_place() => Assert.Equal([1, 0], Collect((Row: 0, 0.5f), (1, 0.9f)));

    [Fact]
    public void Of_what_was_liked_alike_the_latest_comes_first() => Assert.Equal([0, 1], Collect((Row: 2, 0.8f), (0, 0.8f)));

    [Fact]
    public void What_is_like_the_first_is_passed_over() => Assert.Equal([0, 2], Collect((Row: 0, 1f), (3, 0.9f), (1, 0.2f)));

    [Fact]
    public void What_was_not_liked_or_has_no_direction_is_none() => Assert.Empty(Collect((Row: 0, 0f), (1, -1f), (4, 1f)));

    [Fact]
    public void A_page_has_at_most_two() => Assert.Equal([0, 1], Collect((Row: 0, 1f), (1, 1f), (2, 1f)));

    [Fact]
    public void What_was_watched_long_ago_is_not_looked_at()
    {
        var history = Enumerable.Repeat((Row: 0, Strength: 0f), 30).Append((1, 1f)).ToArray();

        Assert.Empty(Collect(history));
    }

    // Three directions, a title like the first, and one that says nothing.
    private int[] Collect(params (int Row, float Strength)[] history)
    {
        float[][] embeddings = [[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 0.1f, 0], [0, 0, 0]];
        foreach (var embedding in embeddings) _world.Settled.Add(new MadeTitle { Embedding = embedding, Tags = [0] });
        var generation = _world.Build();
        var member = World.Member(generation, 1, 0, 0);
        foreach (var (row, strength) in history) member.History.Add(new WatchedTitle(row, strength, 100, 0, 0, WatchStates.Finished));
        var places = new ItemBuffer<int>();
        Anchors.Collect(new PageRequest(generation, World.Query(generation), member), places);
        return places.Span.ToArray();
    }
}
