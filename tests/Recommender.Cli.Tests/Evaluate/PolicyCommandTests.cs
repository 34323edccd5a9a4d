using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Recommender.Cli.Evaluate;

namespace Recommender.Cli.Tests.Evaluate;

public sealed class PolicyCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("policy-").FullName;

    [Fact]
    public void A_log_tells_a_better_policy_from_a_worse_one()
    {
        var (code, output, error) = Run(Log(), "--policy", "recorded:good", "--policy", $"table:{Table("b,1")}", "--resamples", "200", "--json", At("report.json"));

        Assert.Equal((0, ""), (code, error));
        Assert.Contains("400 decisions among 2 actions", output, StringComparison.Ordinal);
        using var report = JsonDocument.Parse(File.ReadAllText(At("report.json")));
        Assert.Equal("recommender.policy-evaluation/1", report.RootElement.GetProperty("schema").GetString());
        var policies = report.RootElement.GetProperty("policies").EnumerateArray().ToArray();
        Assert.Equal(["good", $"table:{At("table.csv")}"], policies.Select(static policy => policy.GetProperty("policy").GetString()));
        foreach (var estimator in (string[])["replay", "ips", "snips", "clipped-ips", "dm", "dr", "switch-dr", "dr-os"])
        {
            // Action a is rewarded with 1, b with 0: all that differs is what is chosen.
            Assert.True(Number(policies[0], estimator, "low") > Number(policies[1], estimator, "high"), estimator);
            Assert.Contains($" {estimator} ", output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Thin_overlap_is_said_in_words()
    {
        var lines = Enumerable.Range(0, 300).Select(static i => i % 100 == 0 ? "a,0.01,1" : "b,0.99,0");
        var (_, output, _) = Run(Lines("log.csv", ["action,propensity,reward", .. lines]), "--policy", $"table:{Table("a,1")}", "--resamples", "50");

        Assert.Contains("WARNING: too thin to say anything", output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_shares_of_another_log_are_a_policy()
    {
        var other = Lines("other.csv", ["action,propensity,reward", "a,0.5,0", "a,0.5,0", "a,0.5,0", "b,0.5,0"]);
        Assert.Equal(0, Run(Log(), "--policy", $"shares:{other}", "--resamples", "50", "--json", At("shares.json")).Code);
        Assert.Equal(0, Run(Log(), "--policy", $"table:{Table("a,3", "b,1")}", "--resamples", "50", "--json", At("table.json")).Code);

        using var shares = JsonDocument.Parse(File.ReadAllText(At("shares.json")));
        using var table = JsonDocument.Parse(File.ReadAllText(At("table.json")));
        Assert.Equal(table.RootElement.GetProperty("policies")[0].GetProperty("estimates").GetRawText(), shares.RootElement.GetProperty("policies")[0].GetProperty("estimates").GetRawText());
    }

    [Fact]
    public void Lines_that_are_wrong_are_shown_and_left_out_unless_strict()
    {
        var log = Lines("log.csv", ["action,propensity,reward", "a,2,1", .. Enumerable.Repeat("a,1,1", 20)]);

        Assert.Contains("log.csv:2: propensity is '2'; allowed above 0 and up to 1", Run(log, "--resamples", "10").Output, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => Run(log, "--strict"));
    }

    [Theory]
    [InlineData("--policy is 'best'; allowed are uniform, recorded:NAME, table:FILE, shares:FILE", "--policy", "best")]
    [InlineData("--policy has 'uniform' twice; allowed is once", "--policy", "uniform", "--policy", "uniform")]
    [InlineData("has no probabilities of the policy 'bad'; the log has those of: good", "--policy", "recorded:bad")]
    [InlineData("nowhere.csv", "--policy", "table:nowhere.csv")]
    public void What_is_wrong_is_named_with_what_is_allowed(string message, params string[] arguments)
    {
        var refused = Assert.ThrowsAny<Exception>(() => Run([Log(), .. arguments, "--json", At("report.json")]));

        Assert.True(refused is InvalidDataException or IOException, refused.ToString());
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(At("report.json")));
    }

    [Theory]
    [InlineData("--folds is 1; allowed is 2 and more", "--folds", "1")]
    [InlineData("--weight-cap is 0; allowed is above 0", "--weight-cap", "0")]
    [InlineData("--shrinkage is -1; allowed is from 0", "--shrinkage", "-1")]
    [InlineData("--resamples is -1; allowed is 0 and more", "--resamples", "-1")]
    public void Flags_out_of_range_are_refused(string message, params string[] arguments)
    {
        var (code, _, error) = Run([Log(), .. arguments]);

        Assert.Equal(1, code);
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static double Number(JsonElement policy, string estimator, string name) => policy.GetProperty("estimates").GetProperty(estimator).GetProperty(name).GetDouble();

    private string At(string name) => Path.Combine(_folder, name);

    private string Lines(string name, string[] lines)
    {
        File.WriteAllLines(At(name), lines);
        return At(name);
    }

    private string Table(params string[] rows) => Lines("table.csv", ["action,probability", .. rows]);

    private string Log()
    {
        var random = new Random(1);
        return Lines("log.jsonl", [.. Enumerable.Range(0, 400).Select(_ => random.Next(2) == 0
            ? """{"action":"a","propensity":0.5,"reward":1,"candidates":["a","b"],"policies":{"good":[0.9,0.1]}}"""
            : """{"action":"b","propensity":0.5,"reward":0,"candidates":["a","b"],"policies":{"good":[0.9,0.1]}}""")]);
    }

    private static (int Code, string Output, string Error) Run(params string[] arguments)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var error = new StringWriter(CultureInfo.InvariantCulture);
        var code = PolicyCommand.Create().Parse(arguments).Invoke(new() { Output = output, Error = error, EnableDefaultExceptionHandler = false });
        return (code, output.ToString(), error.ToString());
    }
}
