using Recommender.Ranking.Artworks;

namespace Recommender.Ranking.Tests.Artworks;

public sealed class ArtworkPolicyTests
{
    [Fact]
    public void Every_policy_says_what_was_put_last_before_it_was_made_and_goes_on_saying_so()
    {
        var random = new Random(20260101);
        var builder = new ArtworkPolicyBuilder();
        var contexts = Enumerable.Range(0, 5).Select(persona => builder.ContextOf($"persona {persona}")).ToArray();
        var titles = Enumerable.Range(0, 300).Select(at => at % 3 == 0 ? (ulong)at : (ulong)random.NextInt64() << 1).ToArray();   // some share a shard
        var said = new Dictionary<(ulong, int), (float[]? Images, float[]? Trailers)>();
        var made = new List<(ArtworkPolicy Policy, Dictionary<(ulong, int), (float[]? Images, float[]? Trailers)> Said)>();
        for (var round = 0; round < 60; round++)
        {
            for (var put = random.Next(60); put >= 0; put--)
            {
                var (title, context) = (titles[random.Next(titles.Length)], contexts[random.Next(contexts.Length)]);
                said[(title, context)] = (Draw(random), Draw(random));
                builder.Put(new LearntArtworks(title, context, said[(title, context)].Images, said[(title, context)].Trailers));
            }

            made.Add((builder.Build(round), new(said)));
        }

        Assert.True(said.Count > 500);
        foreach (var (policy, then) in made)
        {
            foreach (var title in titles)
            {
                foreach (var context in contexts)
                {
                    var (images, trailers) = then.GetValueOrDefault((title, context));
                    Assert.Equal(images ?? [], policy.Find(title, context).Images.ToArray());
                    Assert.Equal(trailers ?? [], policy.Find(title, context).Trailers.ToArray());
                }
            }
        }
    }

    [Fact]
    public void Nothing_is_known_of_another_title_or_context_or_where_nothing_was_learnt()
    {
        var builder = new ArtworkPolicyBuilder();
        var context = builder.ContextOf("romance");
        builder.Put(new LearntArtworks(7, context, [-1, -2], Trailers: null));
        var policy = builder.Build(1);

        Assert.Equal([-1, -2], policy.Find(7, context).Images.ToArray());
        Assert.True(policy.Find(7, context).Trailers.IsEmpty);
        Assert.True(policy.Find(7, context + 1).Images.IsEmpty);
        Assert.True(policy.Find(8, context).Images.IsEmpty);
        Assert.True(policy.Find(7, policy.ContextOf("nobody's")).Images.IsEmpty);
        Assert.True(ArtworkPolicy.None.Find(7, 0).Images.IsEmpty);
    }

    private static float[]? Draw(Random random) => random.Next(4) == 0 ? null : [.. Enumerable.Range(0, random.Next(1, 9)).Select(_ => -random.NextSingle())];
}
