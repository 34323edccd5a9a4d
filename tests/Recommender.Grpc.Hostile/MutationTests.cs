using Recommender.Grpc.Hostile.Mutations;

namespace Recommender.Grpc.Hostile;

public sealed class MutationTests
{
    [Fact]
    public void A_seed_always_means_the_same_bytes()
    {
        for (var seed = 0; seed < 2000; seed++)
            Assert.Equal(Mutation.FromSeed(seed).Bytes.ToArray(), Mutation.FromSeed(seed).Bytes.ToArray());
    }

    [Fact]
    public void Most_mutations_leave_HTTP2_whole_and_few_are_harmless()
    {
        var mutations = Enumerable.Range(0, 20_000).Select(Mutation.FromSeed).ToArray();

        Assert.InRange(mutations.Count(m => m.Alone), 1600, 4000);
        Assert.InRange(mutations.Count(m => m.Harmless), 1000, 6000);
        Assert.All(mutations.Where(m => !m.Alone), m => Assert.False(m.Walk.EndsWithinFrame));
    }
}
