using FsCheck;
using FsCheck.Fluent;
using Recommender.Learning.Communities;
using Recommender.Learning.Tests.MicroGenres;
using Recommender.Numerics;

namespace Recommender.Learning.Tests.Communities;

public sealed class TasteCommunitiesTests
{
    private static readonly TasteCommunityOptions Four = new() { Most = PlantedTastes.Tastes, MembersEach = 10 };

    [Fact]
    public void Finds_the_tastes_that_were_planted()
    {
        using var planted = new PlantedTastes(membersEach: 100, seed: 1);
        using var communities = TasteCommunities.Learn(planted.Members, planted.Dataset, Four);

        var strongest = Enumerable.Range(0, planted.Members.Rows).Select(member => Strongest(communities, planted.Members[member])).ToArray();
        var ofTaste = Enumerable.Range(0, PlantedTastes.Tastes).Select(taste => strongest.Where((_, member) => member % PlantedTastes.Tastes == taste).Distinct().ToArray()).ToArray();
        Assert.All(ofTaste, static communities => Assert.Single(communities));
        Assert.Equal(PlantedTastes.Tastes, ofTaste.Select(static communities => communities[0]).Distinct().Count());
    }

    [Fact]
    public void Tells_of_each_what_its_members_choose_and_others_do_not()
    {
        using var planted = new PlantedTastes(membersEach: 100, seed: 2);
        using var communities = TasteCommunities.Learn(planted.Members, planted.Dataset, Four);

        string[] expected = ["gritty crime movies from the 1970s", "romantic comedies from the 1990s", "documentaries about food", "horror movies set in Japan"];
        for (var taste = 0; taste < expected.Length; taste++)
        {
            var community = Strongest(communities, planted.Members[taste]);
            Assert.StartsWith($"Lives for {expected[taste]}; loves Title ", communities.Description(community), StringComparison.Ordinal);
            Assert.All(communities.Favourites(community).ToArray(), title => Assert.Equal(taste, PlantedTastes.TasteOfTitle(title)));
            Assert.All(communities.TagLifts(community).ToArray(), static lift => Assert.InRange(lift, 3, 4));
            Assert.Equal(100, communities.Size(community), tolerance: 20);
        }
    }

    [Fact]
    public void Belongs_to_the_strongest_few_by_weights_that_sum_to_one() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(200).WithReplay(20260101UL, 1UL),
        Prop.ForAll(Gen.Choose(-1000, 1000).ArrayOf(PlantedTastes.Dimension).ToArbitrary(), Gen.Choose(1, 6).ToArbitrary(), (elements, few) =>
        {
            var vector = Array.ConvertAll(elements, static element => element / 37f);
            var (communities, weights) = (new int[few], new float[few]);
            var count = Learnt.Value.Assign(vector, communities, weights);

            Assert.Equal(elements.All(static element => element == 0) ? 0 : Math.Min(few, PlantedTastes.Tastes), count);
            if (count == 0) return;
            Assert.Equal(1, weights.Take(count).Sum(), tolerance: 1e-5);
            Assert.Equal(weights.Take(count).OrderDescending(), weights.Take(count));
            Assert.All(weights.Take(count), static weight => Assert.True(weight > 0));
            Assert.Equal(count, communities.Take(count).Distinct().Count());
        }));

    [Fact]
    public void Belongs_by_direction_alone()
    {
        float[] vector = [0.3f, 0.5f, 0.1f, 0, 0.1f, 0, 0, 0];
        var (communities, weights) = (new int[3], new float[3]);
        var (longer, longerWeights) = (new int[3], new float[3]);
        Learnt.Value.Assign(vector, communities, weights);
        Learnt.Value.Assign(Array.ConvertAll(vector, static element => 1024 * element), longer, longerWeights);

        Assert.Equal(communities, longer);
        Assert.Equal(weights, longerWeights);
    }

    [Fact]
    public void Assigning_allocates_nothing()
    {
        var (vector, communities, weights) = (new float[PlantedTastes.Dimension], new int[3], new float[3]);
        vector[1] = 1;
        Learnt.Value.Assign(vector, communities, weights);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) Learnt.Value.Assign(vector, communities, weights);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Gives_the_same_bytes_for_any_number_of_threads()
    {
        using var planted = new PlantedTastes(membersEach: 200, seed: 3);
        using var folder = new TemporaryFolder();
        foreach (var threads in (int[])[1, 2, 3])
        {
            using var communities = TasteCommunities.Learn(planted.Members, planted.Dataset, new TasteCommunityOptions { MembersEach = 20, Threads = threads });
            communities.Save(folder[$"{threads}"]);
        }

        var one = File.ReadAllBytes(folder["1"]);
        Assert.Equal(one, File.ReadAllBytes(folder["2"]));
        Assert.Equal(one, File.ReadAllBytes(folder["3"]));
    }

    [Fact]
    public void A_tag_that_two_members_met_by_chance_is_not_told()
    {
        // Half of the members choose at random among titles that each have a tag of their own.
        var random = new Random(4);
        var titles = Enumerable.Range(0, 500).Select(static title => $"theme:Rare {title};genre:Drama");
        var dataset = MadeCatalogue.Of(titles, [.. Enumerable.Range(0, 200).Select(_ => Enumerable.Range(0, 5).Select(_ => random.Next(500)).Distinct().ToArray())]);
        using var members = new AlignedMatrix<float>(200, 4);
        for (var member = 0; member < 200; member++) members.Writable(member)[member % 4] = 1;
        using var communities = TasteCommunities.Learn(members, dataset, Four);

        for (var community = 0; community < communities.Count; community++) Assert.Empty(communities.Tags(community).ToArray());
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(49, 1)]
    [InlineData(610, 12)]
    [InlineData(100_000, 2000)]
    [InlineData(1_000_000, 2000)]
    public void Has_a_community_for_fifty_members_and_two_thousand_at_most(int members, int communities) => Assert.Equal(communities, new TasteCommunityOptions().CountFor(members));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void Members_without_vectors_belong_nowhere(int count)
    {
        using var members = new AlignedMatrix<float>(count, 4);
        var dataset = MadeCatalogue.Of(["genre:Drama"], [.. Enumerable.Range(0, count).Select(static _ => (int[])[0])]);
        using var communities = TasteCommunities.Learn(members, dataset);

        Assert.Equal(0, communities.Count);
        Assert.Equal(0, communities.Assign(new float[4], new int[2], new float[2]));
    }

    [Fact]
    public void One_member_of_one_title_is_a_community_of_one()
    {
        using var members = new AlignedMatrix<float>(1, 4);
        members.Writable(0)[2] = 5;
        using var communities = TasteCommunities.Learn(members, MadeCatalogue.Of(["genre:Drama"], [[0]]));

        Assert.Equal(1, communities.Count);
        Assert.Equal(1, communities.Size(0));
        Assert.Equal("Watches a bit of everything.", communities.Description(0));
    }

    [Fact]
    public void Refuses_a_vector_that_is_not_finite()
    {
        using var members = new AlignedMatrix<float>(1, 4);
        members.Writable(0)[2] = float.NaN;

        Assert.Throws<ArgumentException>(() => TasteCommunities.Learn(members, MadeCatalogue.Of(["genre:Drama"], [[0]])));
    }

    [Fact]
    public void Refuses_other_members_than_the_dataset_has()
    {
        using var members = new AlignedMatrix<float>(2, 4);

        var refused = Assert.Throws<ArgumentException>(() => TasteCommunities.Learn(members, MadeCatalogue.Of(["genre:Drama"], [[0]])));
        Assert.StartsWith("there are vectors of 2 members; the dataset has 1", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Opens_what_it_saved()
    {
        using var folder = new TemporaryFolder();
        Learnt.Value.Save(folder["communities"]);
        using var opened = TasteCommunities.Load(folder["communities"]);

        Assert.Equal(Learnt.Value.Count, opened.Count);
        for (var community = 0; community < opened.Count; community++)
        {
            Assert.Equal(Learnt.Value.Description(community), opened.Description(community));
            Assert.Equal(Learnt.Value.Size(community), opened.Size(community));
            Assert.Equal(Learnt.Value.Tags(community), opened.Tags(community));
            Assert.Equal(Learnt.Value.Favourites(community), opened.Favourites(community));
        }

        float[] vector = [0.3f, 0.5f, 0.1f, 0, 0.1f, 0, 0, 0];
        var (weights, again) = (new float[3], new float[3]);
        Learnt.Value.Assign(vector, new int[3], weights);
        opened.Assign(vector, new int[3], again);
        Assert.Equal(weights, again);
    }

    private static readonly Lazy<TasteCommunities> Learnt = new(static () =>
    {
        using var planted = new PlantedTastes(membersEach: 50, seed: 5);
        return TasteCommunities.Learn(planted.Members, planted.Dataset, Four);
    });

    private static int Strongest(TasteCommunities communities, ReadOnlySpan<float> vector)
    {
        var few = new int[1];
        communities.Assign(vector, few, new float[1]);
        return few[0];
    }
}
