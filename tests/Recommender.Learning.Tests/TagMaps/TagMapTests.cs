using Recommender.Learning.Data;
using Recommender.Learning.TagMaps;
using Recommender.Numerics;

namespace Recommender.Learning.Tests.TagMaps;

public sealed class TagMapTests
{
    private const int Tags = 12;
    private const int Dimension = 20;

    [Fact]
    public void Finds_what_each_tag_adds()
    {
        var (titles, embeddings, effects) = Planted(count: 400, noise: 0.01f);
        using var rows = embeddings;
        var (map, figures) = TagMap.Train(titles, Tags, rows, [.. Enumerable.Repeat(50, 400)], new() { Ridges = [0.01, 100] });
        using var trained = map;
        var embedding = new float[Dimension];

        map.Embed([new(3, 1), new(7, 0.5f)], embedding);

        Assert.Equal(0.01, figures.Ridge);
        Assert.InRange(figures.Explained, 0.99, 1);
        Assert.InRange(figures.Scale, 0.99, 1.01);
        for (var i = 0; i < Dimension; i++) Assert.Equal(effects[Tags][i] + effects[3][i] + 0.5f * effects[7][i], embedding[i], 0.05f);
    }

    [Fact]
    public void A_tag_of_one_hardly_known_title_adds_little()
    {
        var (titles, embeddings, _) = Planted(count: 200, noise: 0.01f);
        using var rows = embeddings;
        rows.Writable(5).Fill(10);
        titles[5] = titles[5] with { Tags = [new(Tags, 1)] };
        var support = Enumerable.Repeat(50, 200).ToArray();
        support[5] = 1;

        var (map, _) = TagMap.Train(titles, Tags + 1, rows, support);
        using var trained = map;
        var (with, without) = (new float[Dimension], new float[Dimension]);
        map.Embed([new(Tags, 1)], with);
        map.Embed([], without);

        for (var i = 0; i < Dimension; i++) Assert.InRange(with[i] - without[i], -2, 2);
    }

    [Fact]
    public void Has_the_same_bits_on_any_number_of_threads()
    {
        var (titles, embeddings, _) = Planted(count: 100, noise: 0.3f);
        using var rows = embeddings;
        var support = Enumerable.Range(0, 100).ToArray();

        using var one = TagMap.Train(titles, Tags, rows, support, new() { Threads = 1 }).Map;
        using var many = TagMap.Train(titles, Tags, rows, support, new() { Threads = 5 }).Map;

        for (var row = 0; row <= Tags; row++) Assert.Equal(one.Effects[row], many.Effects[row]);
    }

    [Fact]
    public void Of_titles_that_nobody_chose_it_knows_nothing()
    {
        var (titles, embeddings, _) = Planted(count: 10, noise: 0.3f);
        using var rows = embeddings;

        using var map = TagMap.Train(titles, Tags, rows, new int[10]).Map;
        using var none = new AlignedMatrix<float>(0, Dimension);
        using var empty = TagMap.Train([], 0, none, []).Map;
        var embedding = new float[Dimension];

        map.Embed([new(3, 1)], embedding);
        Assert.Equal(new float[Dimension], embedding);
        empty.Embed([], embedding);
        Assert.Equal(new float[Dimension], embedding);
    }

    [Fact]
    public void Refuses_what_does_not_fit()
    {
        var (titles, embeddings, _) = Planted(count: 10, noise: 0.3f);
        using var rows = embeddings;
        using var map = TagMap.Train(titles, Tags, rows, [.. Enumerable.Repeat(5, 10)]).Map;

        Assert.Throws<ArgumentException>(() => TagMap.Train(titles, Tags, rows, new int[9]));
        Assert.Throws<ArgumentException>(() => map.Embed([new(Tags, 1)], new float[Dimension]));
        Assert.Throws<ArgumentException>(() => map.Embed([], new float[Dimension - 1]));
        Assert.Contains("Folds is 1", Assert.Throws<ArgumentException>(() => TagMap.Train(titles, Tags, rows, new int[10], new() { Folds = 1 })).Message, StringComparison.Ordinal);
    }

    private static (Title[] Titles, AlignedMatrix<float> Embeddings, float[][] Effects) Planted(int count, float noise)
    {
        var random = new Random(1);
        float[][] effects = [.. Enumerable.Range(0, Tags + 1).Select(_ => Enumerable.Range(0, Dimension).Select(_ => random.NextSingle() - 0.5f).ToArray())];
        var (titles, embeddings) = (new Title[count], new AlignedMatrix<float>(count, Dimension));
        for (var title = 0; title < count; title++)
        {
            TitleTag[] tags = [.. Enumerable.Range(0, Tags).Where(_ => random.Next(4) == 0).Select(tag => new TitleTag(tag, 0.5f + random.NextSingle() / 2))];
            titles[title] = new Title($"t{title}", $"T{title}", null, tags, []);
            for (var i = 0; i < Dimension; i++)
                embeddings.Writable(title)[i] = effects[Tags][i] + tags.Sum(tag => tag.Weight * effects[tag.Tag][i]) + noise * (random.NextSingle() - 0.5f);
        }

        return (titles, embeddings, effects);
    }
}
