using Recommender.Learning.Data;
using Recommender.Learning.Evaluation;
using Recommender.Learning.Tests.Evaluation;
using Recommender.Learning.Tuning;
using Recommender.Numerics;

namespace Recommender.Learning.Tests.Tuning;

public sealed class KindTests
{
    private static readonly Metric Hits = new(MetricKind.HitRate, 5);

    [Fact]
    public void Given_settings_are_neither_searched_for_nor_lost()
    {
        var kind = new PinnedKind(new ItemKnnKind(), new Dictionary<string, double>(StringComparer.Ordinal) { ["neighbours"] = 7 });

        Assert.Equal(["shrinkage"], kind.Space.Select(static range => range.Name));
        Assert.Equal("neighbours 7, shrinkage 2", kind.Complete(new([KeyValuePair.Create("shrinkage", 2.0)])).ToString());
    }

    [Fact]
    public void Embeddings_from_elsewhere_find_what_is_like_the_history()
    {
        // Titles of one group point one way, which is what their members' tastes are made of.
        var split = new LeaveLastOut(HeldBack.Titles(1)).Divide(Made.Tastes(seed: 6));
        var kind = new EmbeddingsKind(Groups(scale: 1), Titles(60));

        Assert.Equal(59, kind.Known);
        Assert.True(Ask(kind, split) > Ask(new PopularityKind(), split));
    }

    [Fact]
    public void The_scale_of_embeddings_does_not_matter()
    {
        var training = Made.Tastes(seed: 6);
        var (small, large) = (new float[60], new float[60]);
        using (var model = (IDisposable)Learn(new EmbeddingsKind(Groups(0.01f), Titles(60)), training, small))
        using (var other = (IDisposable)Learn(new EmbeddingsKind(Groups(100), Titles(60)), training, large))
        {
            for (var title = 0; title < 60; title++) Assert.Equal(small[title], large[title], 1e-4f);
        }
    }

    [Fact]
    public void Embeddings_of_other_titles_are_refused()
    {
        using var embeddings = Groups(1);

        Assert.Contains("none of the 3 titles has an embedding", Assert.Throws<InvalidDataException>(() => new EmbeddingsKind(embeddings, [.. Titles(63).Skip(60)])).Message, StringComparison.Ordinal);
    }

    private static object Learn(EmbeddingsKind kind, Interactions training, float[] scores)
    {
        var model = kind.Learn(training, Settings.Default(kind.Space));
        model.Score(training[0], scores);
        return model;
    }

    private static double Ask(IModelKind kind, Split split)
    {
        var model = kind.Learn(split.Training, Settings.Default(kind.Space));
        using var owned = model as IDisposable;
        return Evaluator.Measure(model, split, new(split.Training, titles: null), new() { Cutoffs = [5] }).Mean(Hits);
    }

    private static Title[] Titles(int count) => [.. Enumerable.Range(0, count).Select(static title => new Title($"t{title}", "", null, [], []))];

    // All but the last title, each in its group's direction.
    private static Embeddings Groups(float scale)
    {
        var vectors = new AlignedMatrix<float>(59, 8);
        for (var title = 0; title < 59; title++) vectors.Writable(title)[title % 6] = scale;
        return new(new IdTable(Enumerable.Range(0, 59).Select(static title => $"t{title}")), vectors);
    }
}
