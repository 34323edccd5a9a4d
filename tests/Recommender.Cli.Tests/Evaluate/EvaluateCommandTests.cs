using System.CommandLine;
using System.Text;
using System.Text.Json;
using Recommender.Cli.Evaluate;

namespace Recommender.Cli.Tests.Evaluate;

public sealed class EvaluateCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("evaluate-").FullName;

    [Fact]
    public void Given_files_are_evaluated_and_reported()
    {
        var (code, output) = Run("--train-file", Adjacency("train.txt", last: false), "--test-file", Adjacency("test.txt", last: true), "--at", "2", "--json", At("report.json"), "--markdown", At("report.md"));

        Assert.Equal((0, ""), (code, output.Error));
        Assert.Contains("60 members asked for 60 titles", output.Standard, StringComparison.Ordinal);
        using var report = JsonDocument.Parse(File.ReadAllText(At("report.json")));
        Assert.Equal("recommender.evaluation/1", report.RootElement.GetProperty("schema").GetString());

        // Members of even and odd number like other titles: who knows a member's taste finds more than who knows what is popular.
        Assert.Equal(["popularity", "item-knn", "ease", "factors"], Models(report).Select(static model => model.GetProperty("model").GetString()));
        var recall = Models(report).Select(static model => model.GetProperty("metrics").GetProperty("recall@2").GetProperty("value").GetDouble()).ToArray();
        Assert.All(recall[1..], value => Assert.True(value > recall[0]));
        Assert.Contains("| recall@2 |", File.ReadAllText(At("report.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes()
    {
        string[] arguments = ["--train-file", Adjacency("train.txt", last: false), "--test-file", Adjacency("test.txt", last: true), "--at", "3", "--tune", "60", "--tune-trials", "4", "--tune-metric", "ndcg@3"];
        Assert.Equal(0, Run([.. arguments, "--json", At("one.json")]).Code);
        Assert.Equal(0, Run([.. arguments, "--json", At("two.json")]).Code);

        Assert.Equal(File.ReadAllBytes(At("one.json")), File.ReadAllBytes(At("two.json")));
    }

    [Fact]
    public void The_settings_found_do_not_depend_on_what_is_asked_in_the_end()
    {
        string[] arguments = ["--train-file", Adjacency("train.txt", last: false), "--at", "3", "--tune", "60", "--tune-trials", "4", "--tune-metric", "ndcg@3"];
        Assert.Equal(0, Run([.. arguments, "--test-file", Adjacency("test.txt", last: true), "--json", At("one.json")]).Code);
        Assert.Equal(0, Run([.. arguments, "--test-file", Lines("other.txt", Enumerable.Range(0, 60).Select(static member => $"m{member} t{(member % 2 == 0 ? 9 : 0)}")), "--json", At("two.json")]).Code);

        using var one = JsonDocument.Parse(File.ReadAllText(At("one.json")));
        using var two = JsonDocument.Parse(File.ReadAllText(At("two.json")));
        Assert.NotEqual(Texts(one, "metrics"), Texts(two, "metrics"));
        Assert.Equal(Texts(one, "settings"), Texts(two, "settings"));
        Assert.Equal(Texts(one, "trials"), Texts(two, "trials"));
    }

    [Fact]
    public void Given_negatives_are_what_titles_are_ranked_among()
    {
        var train = Lines("a.train.rating", Enumerable.Range(0, 8).SelectMany(static member => new[] { $"{member}\t0\t5\t1", $"{member}\t1\t4\t2" }));
        var test = Lines("a.test.rating", Enumerable.Range(0, 8).Select(static member => $"{member}\t2\t5\t3"));
        var negatives = Lines("a.test.negative", Enumerable.Range(0, 8).Select(static member => $"({member},2)\t3\t4\t5"));
        var (code, output) = Run("--train-file", train, "--test-file", test, "--negatives-file", negatives, "--models", "popularity", "--at", "4", "--json", At("report.json"));

        Assert.Equal((0, ""), (code, output.Error));
        using var report = JsonDocument.Parse(File.ReadAllText(At("report.json")));
        var hits = Models(report)[0].GetProperty("metrics").GetProperty("hr@4").GetProperty("value").GetDouble();
        Assert.Equal(1, hits);   // of four candidates the four best
    }

    [Theory]
    [InlineData("--protocol is 'lucky'; allowed are leave-last-out, temporal, random, strong", "x", "--protocol", "lucky")]
    [InlineData("--hold is 1.5; allowed is a whole number from 1, or a share above 0 and below 1", "x", "--hold", "1.5")]
    [InlineData("model 'oracle' is unknown", "x", "--models", "oracle")]
    [InlineData("model 'ease' has no setting 'depth'; allowed is ridge", "x", "--set", "ease.depth=3")]
    [InlineData("--set is 'ease'; allowed is model.setting=number", "x", "--set", "ease")]
    [InlineData("metric 'fame@10' is unknown", "x", "--tune", "1", "--tune-metric", "fame@10")]
    [InlineData("--tune is -1; allowed are minutes", "x", "--tune", "-1")]
    [InlineData("--test-file is given without --train-file", "x", "--test-file", "y")]
    [InlineData("nothing to evaluate")]
    [InlineData("there is no dataset folder 'nowhere'", "nowhere")]
    public void What_is_wrong_is_named_with_what_is_allowed(string message, params string[] arguments)
    {
        var refused = Assert.ThrowsAny<Exception>(() => Run(arguments));

        Assert.True(refused is InvalidDataException or IOException, refused.ToString());
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_longer_than_the_catalogue_is_refused_and_nothing_is_written()
    {
        var refused = Assert.Throws<InvalidDataException>(() =>
            Run("--train-file", Adjacency("train.txt", last: false), "--test-file", Adjacency("test.txt", last: true), "--at", "500", "--json", At("report.json")));

        Assert.Contains("the cutoff K is 500; allowed is 1 to the number of titles, 10", refused.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(At("report.json")));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // Members of even number have t0 … t4 but for one, those of odd number t5 … t9; the one is asked for.
    private string Adjacency(string name, bool last) => Lines(name, Enumerable.Range(0, 60).Select(member =>
    {
        var titles = Enumerable.Range(0, 5).Select(i => $"t{(member % 2 * 5) + ((member / 2 + i) % 5)}").ToArray();
        return $"m{member} {(last ? titles[^1] : string.Join(' ', titles[..^1]))}";
    }));

    private string At(string name) => Path.Combine(_folder, name);

    private string Lines(string name, IEnumerable<string> lines)
    {
        File.WriteAllLines(At(name), lines);
        return At(name);
    }

    private static JsonElement[] Models(JsonDocument report) => [.. report.RootElement.GetProperty("models").EnumerateArray()];

    private static string[] Texts(JsonDocument report, string property) => [.. Models(report).Select(model => model.GetProperty(property).GetRawText())];

    private static (int Code, (string Standard, string Error) Output) Run(params string[] arguments)
    {
        using var output = new StringWriter(new StringBuilder());
        using var error = new StringWriter(new StringBuilder());
        var code = EvaluateCommand.Create().Parse(arguments).Invoke(new() { Output = output, Error = error, EnableDefaultExceptionHandler = false });
        return (code, (output.ToString(), error.ToString()));
    }
}
