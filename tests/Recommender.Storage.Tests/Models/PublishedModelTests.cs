using Recommender.Numerics;
using Recommender.Numerics.Files;
using Recommender.Storage.Models;
using Recommender.Storage.Tests.Support;

namespace Recommender.Storage.Tests.Models;

public sealed class PublishedModelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_model_comes_back_as_it_was_published()
    {
        Publish(titles: 3);

        using var model = PublishedModel.OpenNewest(_folder.Path)!;

        Assert.Equal(["t0", "t1", "t2"], model.TitleIds);
        Assert.Equal(["a", "ü"], model.MemberIds);
        Assert.Equal([2f, 3f], model.Titles[1]);
        Assert.Equal([1, 0, 5], model.Support.Span);
        Assert.Equal([0.5f, 0, 1], model.Popularity.Span);
        Assert.Equal([0, 0, -1f], model.Trend.Span);
        Assert.Equal([new("genre", "Crime"), new("place", "Århus"), new("era", "1970s")], model.Tags!);
        Assert.Equal((2, 4), (model.Gram.Rows, model.TagEffects.Rows));
        Assert.Equal(("{}", "[\"ü\"]"), (model.FoldIn, model.Report));
        var best = new ScoredRow[1];
        model.TitleIndex.Search([1, 1], best, new TopKScratch());
        Assert.Equal(2, best[0].Row);
        Assert.Null(model.TitleLists);
    }

    [Fact]
    public void A_generation_of_before_tags_were_written_opens_without_them()
    {
        using (var parts = new Parts(titles: 3))
        using (var draft = new ModelFolder(_folder.Path).Begin())
        {
            PublishedModel.Write(draft, parts.Model);
            File.Delete(draft.PathOf("tags"));
            draft.Commit();
        }

        using var model = PublishedModel.OpenNewest(_folder.Path)!;

        Assert.Null(model.Tags);
        Assert.Equal(4, model.TagEffects.Rows);
    }

    [Fact]
    public void Tags_that_are_not_as_many_as_their_effects_are_refused()
    {
        using var parts = new Parts(titles: 1);
        using var draft = new ModelFolder(_folder.Path).Begin();

        var refused = Assert.Throws<ArgumentException>(() => PublishedModel.Write(draft, parts.Model with { Tags = [] }));

        Assert.Contains("there are 3 effects of tags; expected 0", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Very_many_titles_are_in_lists_too()
    {
        using (var parts = new Parts(titles: 3))
        using (var draft = new ModelFolder(_folder.Path).Begin())
        {
            PublishedModel.Write(draft, parts.Model with { ListsFrom = 3 });
            draft.Commit();
        }

        using var model = PublishedModel.OpenNewest(_folder.Path)!;

        var best = new ScoredRow[3];
        Assert.Equal(3, model.TitleLists!.Search([1, 1], best, new InvertedFileScratch()));
        Assert.Equal([2, 1, 0], best.Select(static scored => scored.Row));
    }

    [Fact]
    public void A_model_of_nothing_can_be_published()
    {
        Publish(titles: 0);

        using var model = PublishedModel.OpenNewest(_folder.Path)!;

        Assert.Empty(model.TitleIds);
        Assert.Equal((0, 2), (model.Titles.Rows, model.Titles.Dimension));
    }

    [Fact]
    public void Where_none_was_published_there_is_none() => Assert.Null(PublishedModel.OpenNewest(_folder.Path));

    [Fact]
    public void Parts_that_do_not_fit_are_refused_before_anything_is_written()
    {
        using var parts = new Parts(titles: 3);
        var folder = new ModelFolder(_folder.Path);
        using var draft = folder.Begin();

        var refused = Assert.Throws<ArgumentException>(() => PublishedModel.Write(draft, parts.Model with { Support = new int[4] }));

        Assert.Contains("there are 4 supports; expected 3", refused.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(draft.PathOf("title-embeddings")));
    }

    [Fact]
    public void A_generation_without_a_file_of_a_model_is_refused_by_name()
    {
        var folder = new ModelFolder(_folder.Path);
        using (var draft = folder.Begin())
        {
            using var writer = SectionFileWriter.Create(draft.PathOf("other"), "other", 1);
            writer.Commit();
            draft.Commit();
        }

        var refused = Assert.ThrowsAny<Exception>(() => PublishedModel.OpenNewest(_folder.Path));

        Assert.Contains("title-embeddings", refused.Message, StringComparison.Ordinal);
    }

    private void Publish(int titles)
    {
        using var parts = new Parts(titles);
        using var draft = new ModelFolder(_folder.Path).Begin();
        PublishedModel.Write(draft, parts.Model);
        draft.Commit();
    }

    private sealed class Parts : IDisposable
    {
        public Parts(int titles)
        {
            int[] support = [1, 0, 5];
            float[] popularity = [0.5f, 0, 1], trend = [0, 0, -1];
            Model = new ModelParts
            {
                TitleIds = [.. Enumerable.Range(0, titles).Select(title => $"t{title}")],
                Titles = Counting(titles),
                Support = support.AsMemory(..titles),
                Popularity = popularity.AsMemory(..titles),
                Trend = trend.AsMemory(..titles),
                Gram = Counting(2),
                MemberIds = ["a", "ü"],
                Members = Counting(2),
                Tags = [new("genre", "Crime"), new("place", "Århus"), new("era", "1970s")],
                TagEffects = Counting(4),
                FoldIn = "{}",
                Report = "[\"ü\"]",
            };
        }

        public ModelParts Model { get; }

        public void Dispose()
        {
            foreach (var matrix in (AlignedMatrix<float>[])[Model.Titles, Model.Gram, Model.Members, Model.TagEffects]) matrix.Dispose();
        }

        private static AlignedMatrix<float> Counting(int rows)
        {
            var matrix = new AlignedMatrix<float>(rows, 2);
            for (var row = 0; row < rows; row++) (matrix.Writable(row)[0], matrix.Writable(row)[1]) = (2 * row, 2 * row + 1);
            return matrix;
        }
    }
}
