using Recommender.Learning.Data;
using Recommender.Learning.Personas;
using Recommender.Learning.Tests.MicroGenres;

namespace Recommender.Learning.Tests.Personas;

public sealed class PersonaSetTests
{
    private static readonly Tag[] Tags =
    [
        new("genre", "Romance"), new("genre", "Comedy"), new("genre", "Horror"), new("theme", "Zombies"), new("people", "Romance"), new("mood", "Unheard-of"), new("genre", "Sci-Fi"),
    ];

    [Theory]
    [InlineData("romance", 0)]
    [InlineData("comedy", 1)]
    [InlineData("horror", 2, 3)]
    [InlineData("science fiction", 6)]
    public void A_member_of_one_taste_is_of_that_persona(string persona, params int[] tags)
    {
        using var personas = PersonaSet.Default(Tags);
        var weights = Assign(personas, tags);

        Assert.True(weights[Row(personas, persona)] > 0.9, string.Join(", ", weights));
    }

    [Fact]
    public void There_are_about_a_dozen()
    {
        using var personas = PersonaSet.Default(Tags);

        Assert.InRange(personas.Count, 10, 14);
    }

    [Fact]
    public void A_person_called_like_a_genre_speaks_for_none()
    {
        using var personas = PersonaSet.Default(Tags);

        Assert.Equal(1, personas.Weight(Row(personas, "romance"), tag: 0));
        Assert.Equal(0, personas.Weight(Row(personas, "romance"), tag: 4));
    }

    [Fact]
    public void Weights_sum_to_one_whatever_the_affinities()
    {
        using var personas = PersonaSet.Default(Tags);
        var random = new Random(1);
        for (var round = 0; round < 300; round++)
        {
            var count = random.Next(8);
            int[] tags = [.. Enumerable.Range(0, count).Select(_ => random.Next(Tags.Length))];
            float[] affinities = [.. tags.Select(_ => random.Next(3) == 0 ? 0 : MathF.Pow(10, random.Next(-8, 8)) * random.NextSingle())];
            var weights = new float[personas.Count];
            personas.Assign(tags, affinities, weights);

            Assert.Equal(1, weights.Sum(), tolerance: 1e-4);
            Assert.All(weights, static weight => Assert.InRange(weight, 0, 1));
        }
    }

    [Fact]
    public void What_everybody_watches_makes_nobody_a_type()
    {
        // All watch dramas; one in ten watches horror as well.
        var titles = MadeCatalogue.Times(10, "genre:Drama").Concat(MadeCatalogue.Times(10, "genre:Horror"));
        var dataset = MadeCatalogue.Of(titles, [.. Enumerable.Range(0, 50).Select(static member => member % 10 == 0 ? (int[])[0, 1, 2, 10, 11] : [0, 1, 2, 3, 4])]);
        using var usual = PersonaSet.Learn(dataset);
        using var plain = PersonaSet.Default(dataset.Tags);

        Assert.True(Assign(usual, [0, 0, 1, 1])[Row(usual, "horror")] > 0.8);
        Assert.Equal(Assign(plain, [0, 0, 1, 1])[Row(plain, "drama")], Assign(plain, [0, 0, 1, 1])[Row(plain, "horror")]);
    }

    [Fact]
    public void Assigning_allocates_nothing()
    {
        using var personas = PersonaSet.Default(Tags);
        var weights = new float[personas.Count];
        int[] tags = [0, 1, 2];
        float[] affinities = [1, 2, 3];
        personas.Assign(tags, affinities, weights);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) personas.Assign(tags, affinities, weights);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Refuses_what_is_no_affinity_or_no_tag()
    {
        using var personas = PersonaSet.Default(Tags);
        var weights = new float[personas.Count];

        Assert.Throws<ArgumentException>(() => personas.Assign([0], [float.NaN], weights));
        Assert.Throws<ArgumentException>(() => personas.Assign([0], [-1], weights));
        Assert.Throws<ArgumentOutOfRangeException>(() => personas.Assign([7], [1], weights));
        Assert.Throws<ArgumentException>(() => personas.Assign([0], [1], new float[1]));
    }

    [Fact]
    public void Opens_what_it_saved()
    {
        using var folder = new TemporaryFolder();
        using var personas = PersonaSet.Default(Tags);
        personas.Save(folder["personas"]);
        using var opened = PersonaSet.Load(folder["personas"]);

        Assert.Equal(Enumerable.Range(0, personas.Count).Select(personas.Name), Enumerable.Range(0, opened.Count).Select(opened.Name));
        Assert.Equal(Assign(personas, [0, 1, 2]), Assign(opened, [0, 1, 2]));
    }

    private static float[] Assign(PersonaSet personas, int[] tags)
    {
        var weights = new float[personas.Count];
        personas.Assign(tags, [.. tags.Select(static _ => 1f)], weights);
        return weights;
    }

    private static int Row(PersonaSet personas, string name) => Enumerable.Range(0, personas.Count).Single(row => personas.Name(row) == name);
}
