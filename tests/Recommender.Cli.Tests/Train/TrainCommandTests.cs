using System.Globalization;
using System.Text.Json;
using Recommender.Learning.Data;
using Recommender.Learning.Factorization;
using Recommender.Learning.Tastes;
using Recommender.Storage.Models;

namespace Recommender.Cli.Tests.Train;

public sealed class TrainCommandTests : IDisposable
{
    private static readonly string[] Genres = ["Crime", "Comedy", "Drama", "Western"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Publishes_a_model_that_folds_members_in_as_training_did()
    {
        var dataset = Save(members: 60, titles: 40);

        var run = await TrainAsync("--dimension", "8", "--epochs", "3");

        Assert.Equal("", run.ExitCode == 0 ? "" : run.Errors);
        Assert.Contains("generation 1, 60 members and 40 titles in 8 dimensions, 1 of the titles from tags alone", run.Output, StringComparison.Ordinal);
        Assert.Contains("epoch 3 of 3: loss ", run.Errors, StringComparison.Ordinal);
        using var model = PublishedModel.OpenNewest(_folder["models"])!;
        model.Generation.Verify();
        Assert.Equal(dataset.TitleIds.Ids.ToArray(), model.TitleIds);
        Assert.Equal(dataset.Members.Ids.ToArray(), model.MemberIds);
        Assert.True(model.Titles[39].ContainsAnyExcept(0f), "the title that nobody chose has no embedding");
        Assert.Equal(0, model.Support[39]);
        using var tastes = TasteModel.Load(model.Generation.PathOf);
        Assert.Equal(40, CatalogueFile.Open(model.Generation.PathOf("catalogue")).Titles.Count);

        var settings = FoldInSettings.Parse(model.FoldIn);
        var foldIn = new FoldIn(model.Titles, model.Gram, settings.KnownTitles, settings.Options, settings.Rule);
        using var workspace = new FoldInWorkspace(8);
        var embedding = new float[8];
        for (var member = 0; member < 60; member++)
        {
            foldIn.Solve(dataset.Interactions[member], workspace, embedding);
            for (var i = 0; i < 8; i++) Assert.Equal(model.Members[member][i], embedding[i], 1e-4f);
        }
    }

    [Fact]
    public async Task A_report_says_how_it_was_trained_and_judged()
    {
        Save(members: 30, titles: 20);
        var evaluation = _folder.With("report.json", """{"ndcg@10": 0.25}""");

        await TrainAsync("--dimension", "8", "--epochs", "2", "--regularization", "0.02", "--evaluation", evaluation);

        using var model = PublishedModel.OpenNewest(_folder["models"])!;
        using var report = JsonDocument.Parse(model.Report);
        Assert.Equal(0.02, report.RootElement.GetProperty("settings").GetProperty("regularization").GetDouble());
        Assert.Equal(2, report.RootElement.GetProperty("losses").GetArrayLength());
        Assert.Equal(0.25, report.RootElement.GetProperty("evaluation").GetProperty("ndcg@10").GetDouble());
    }

    [Fact]
    public async Task The_weight_of_unknown_pairs_is_what_suits_the_set_unless_it_is_given()
    {
        Save(members: 400, titles: 900, share: 0.001);
        var suited = await TrainAsync("--dimension", "8", "--epochs", "1");
        var weight = WeightOfNewest();
        var given = await TrainAsync("--dimension", "8", "--epochs", "1", "--unobserved-weight", "0.1");

        Assert.InRange(weight, 0.001, 0.09);
        Assert.Contains(
            string.Create(CultureInfo.InvariantCulture, $"unobserved weight {weight:G3}, so that all pairs of which nothing is known weigh 50 times what the interactions do"), suited.Errors, StringComparison.Ordinal);
        Assert.Equal(0.1, WeightOfNewest());
        Assert.Contains("unobserved weight 0.1, as given", given.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_interactions_are_many_the_weight_of_unknown_pairs_is_the_usual_one()
    {
        Save(members: 30, titles: 20);

        var run = await TrainAsync("--dimension", "8", "--epochs", "1");

        Assert.Equal(new FactorizationOptions().UnobservedWeight, WeightOfNewest());
        Assert.Contains("unobserved weight 0.1, the usual one", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_training_that_is_resumed_publishes_the_same_embeddings()
    {
        Save(members: 60, titles: 40);
        var checkpoint = _folder["checkpoint"];
        await TrainAsync("--dimension", "8", "--epochs", "5");
        using var whole = PublishedModel.OpenNewest(_folder["models"])!;

        await TrainAsync("--dimension", "8", "--epochs", "2", "--checkpoint", checkpoint);
        var resumed = await TrainAsync("--dimension", "8", "--epochs", "5", "--checkpoint", checkpoint, "--resume", "--threads", "1");

        Assert.DoesNotContain("epoch 2 of", resumed.Errors, StringComparison.Ordinal);
        using var model = PublishedModel.OpenNewest(_folder["models"])!;
        Assert.Equal(3, model.Generation.Number);
        for (var title = 0; title < 40; title++) Assert.Equal(whole.Titles[title], model.Titles[title]);
        for (var member = 0; member < 60; member++) Assert.Equal(whole.Members[member], model.Members[member]);
    }

    [Fact]
    public async Task Imported_embeddings_are_published_as_they_are()
    {
        Save(members: 60, titles: 40);
        await WriteEmbeddingsAsync(titles: 30, dimension: 9);

        var run = await TrainAsync("--embeddings", _folder["embeddings"]);

        Assert.Contains("40 titles in 9 dimensions, 10 of the titles from tags alone", run.Output, StringComparison.Ordinal);
        using var model = PublishedModel.OpenNewest(_folder["models"])!;
        for (var title = 0; title < 30; title++) Assert.Equal([.. Enumerable.Range(0, 9).Select(i => MathF.Sin(title * 9 + i))], model.Titles[title]);
        Assert.True(model.Members[0].ContainsAnyExcept(0f));
    }

    [Fact]
    public async Task Nothing_in_a_dataset_is_a_model_of_nothing()
    {
        Save(members: 0, titles: 0);

        var run = await TrainAsync();

        Assert.Equal("", run.ExitCode == 0 ? "" : run.Errors);
        using var model = PublishedModel.OpenNewest(_folder["models"])!;
        Assert.Equal((0, 0), (model.Titles.Rows, model.Members.Rows));
    }

    [Theory]
    [InlineData("--dimension is 7; allowed: 8 to 512", "--dimension", "7")]
    [InlineData("--half-life is 0; allowed: above 0", "--half-life", "0")]
    [InlineData("--communities is 0; allowed is 1 and more", "--communities", "0")]
    [InlineData("--resume needs --checkpoint", "--resume")]
    public async Task A_flag_out_of_range_is_refused_before_anything_is_made(string message, params string[] flags)
    {
        Save(members: 3, titles: 3);

        var run = await TrainAsync(flags);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Errors, StringComparison.Ordinal);
        Assert.Equal(["dataset"], _folder.Names());
    }

    private Task<RunResult> TrainAsync(params string[] flags) =>
        CliProgram.RunAsync(_folder.FullName, ["train", "dataset", "--out", "models", .. flags]);

    private double WeightOfNewest()
    {
        using var model = PublishedModel.OpenNewest(_folder["models"])!;
        return FoldInSettings.Parse(model.FoldIn).Options.UnobservedWeight;
    }

    // The last title is chosen by nobody; members choose half of what is of their kind, or the share that is given.
    private Dataset Save(int members, int titles, double share = 0.5)
    {
        var random = new Random(5);
        var (offsets, chosen) = (new long[members + 1], new List<int>());
        for (var member = 0; member < members; member++)
        {
            chosen.AddRange(Enumerable.Range(0, Math.Max(0, titles - 1)).Where(title => random.NextDouble() < (title % 4 == member % 4 ? share : share / 10)));
            offsets[member + 1] = chosen.Count;
        }

        var interactions = new Interactions(titles, offsets, [.. chosen], [.. chosen.Select(_ => 1f)], [.. chosen.Select(_ => 1_500_000_000L)]);
        var dataset = new Dataset(
            new IdTable(Enumerable.Range(0, members).Select(member => $"m{member}")),
            [.. Enumerable.Range(0, titles).Select(title => new Title($"t{title}", $"Title {title}", 1990, [new TitleTag(title % 4, 1)], []))],
            [.. Genres.Select(genre => new Tag("genre", genre))],
            interactions);
        DatasetFolder.Save(_folder["dataset"], dataset);
        return dataset;
    }

    private async Task WriteEmbeddingsAsync(int titles, int dimension)
    {
        var header = $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({titles}, {dimension}), }}";
        header = header.PadRight((10 + header.Length + 1 + 63) / 64 * 64 - 11) + "\n";
        using (var file = new BinaryWriter(File.Create(_folder["vectors.npy"])))
        {
            file.Write([0x93, .. "NUMPY"u8, 1, 0]);
            file.Write((ushort)header.Length);
            file.Write(header.ToCharArray());
            for (var i = 0; i < titles * dimension; i++) file.Write(MathF.Sin(i));
        }

        _folder.With("ids.txt", string.Concat(Enumerable.Range(0, titles).Select(title => $"t{title}\n")));
        var run = await CliProgram.RunAsync(_folder.FullName, "import", "embeddings", "vectors.npy", "--ids", "ids.txt", "--out", "embeddings");
        Assert.Equal("", run.ExitCode == 0 ? "" : run.Errors);
    }
}
