using System.IO.Compression;
using Recommender.Learning.Policies;
using Recommender.Learning.Policies.Import;

namespace Recommender.Learning.Tests.Policies;

public sealed class DecisionLogReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Lines_of_JSON_and_tables_say_the_same()
    {
        var lines = _folder.With("log.jsonl", """
            {"action":"a1","propensity":0.25,"reward":1,"candidates":["a1","a2"],"position":2,"unit":7,"context":{"persona":"romance","hour":21,"new":true},"policies":{"next":[0.9,0.1]}}

            {"Action":"a2","propensity":0.75,"reward":-2.5,"candidates":["a2","a1"],"position":"2","unit":"8","context":{"persona":null,"hour":3},"policies":{"next":[0.4,0.6]}}
            """);
        var table = _folder.With("log.csv", """
            reward,propensity,action,candidates,position,unit,context.persona,number.hour,context.new,policy.next
            1,0.25,a1,a1|a2,2,7,romance,21,True,0.9|0.1
            -2.5,0.75,a2,a2|a1,2,8,,3,,0.4|0.6
            """);

        var (one, two) = (DecisionLogReader.Read(lines).Log, DecisionLogReader.Read(table).Log);

        foreach (var log in (DecisionLog[])[one, two])
        {
            Assert.Equal((2, 0.25, -2.5), (log.Count, log.Propensity(0), log.Reward(1)));
            Assert.Equal(["a1", "a2"], log.Actions);
            Assert.Equal(["2"], log.Positions);
            Assert.Equal([1, 0], log.Candidates(1).ToArray());
            Assert.Equal([0, 1], log.Units!);
            Assert.Equal(["hour", "new=True", "persona=romance"], log.Features.Order(StringComparer.Ordinal));
            Assert.Equal([0.4, 0.6], log.Recorded("next", 1).ToArray());
            Assert.Equal(["next"], log.RecordedPolicies);
        }

        Assert.Equal([("hour", 3f)], one.Context(1).ToArray().Select(feature => (one.Features[feature.Feature], feature.Value)));
        Assert.Equal([("hour", 3f)], two.Context(1).ToArray().Select(feature => (two.Features[feature.Feature], feature.Value)));
    }

    [Fact]
    public void Without_candidates_all_that_the_log_chose_are_candidates()
    {
        var log = DecisionLogReader.Read(_folder.With("log.csv", "action,propensity,reward\nx,0.5,1\ny,0.5,0\nx,0.5,1\n")).Log;

        Assert.Equal([0, 1], log.Candidates(2).ToArray());
        Assert.Null(log.Units);
    }

    [Fact]
    public void Packed_files_are_read()
    {
        var path = _folder["log.ndjson.gz"];
        using (var packed = new GZipStream(File.Create(path), CompressionLevel.Fastest)) packed.Write("{\"action\":\"a\",\"propensity\":1,\"reward\":1}\n"u8);

        Assert.Equal(1, DecisionLogReader.Read(path).Log.Count);
    }

    [Theory]
    [InlineData("""{"action":"a","propensity":0,"reward":1}""", "log.jsonl:2: propensity is '0'; allowed above 0 and up to 1")]
    [InlineData("""{"action":"a","propensity":1.5,"reward":1}""", "propensity is '1.5'; allowed above 0 and up to 1")]
    [InlineData("""{"action":"a","propensity":0.5}""", "reward is ''; allowed finite")]
    [InlineData("""{"propensity":0.5,"reward":1}""", "action is ''; allowed a name")]
    [InlineData("""{"action":"a","propensity":0.5,"reward":1,"candidates":["b"]}""", "candidates is 'b'; allowed the action 'a' among them")]
    [InlineData("""{"action":"a","propensity":0.5,"reward":1,"candidates":["a","a"]}""", "candidates is 'a|a'; allowed names, each once")]
    [InlineData("""{"action":"a","propensity":0.5,"reward":1,"candidates":["a","b"],"policies":{"p":[0.5]}}""", "policy 'p' is '0.5'; allowed 2 probabilities, one of each candidate")]
    [InlineData("""{"action":"a","propensity":0.5,"reward":1,"candidates":["a","b"],"policies":{"p":[0.5,0.6]}}""", "policy 'p' is '0.5|0.6'; allowed probabilities from 0 that add up to 1")]
    [InlineData("""{"action":"a","propensity":0.5,"reward":1,"policies":{"p":[1]}}""", "policy 'p' is '1'; allowed the candidates beside it")]
    [InlineData("""{"action":"a","propensity":0.5,"reward":1,"context":{"x":[1]}}""", "context 'x' is '[1]'; allowed a text, a number or a truth value")]
    [InlineData("""{"action":"a","propensity":"much","reward":1}""", "$.propensity is ")]
    [InlineData("[1]", "allowed an object of JSON")]
    [InlineData("null", "allowed an object of JSON")]
    public void What_is_wrong_with_a_line_is_named_and_the_rest_is_read(string line, string message)
    {
        var path = _folder.With("log.jsonl", $"{{\"action\":\"a\",\"propensity\":1,\"reward\":1}}\n{line}\n");
        var (log, refusals) = DecisionLogReader.Read(path);

        Assert.Equal((1, 1), (log.Count, refusals.Count));
        Assert.Contains(message, refusals.First[0].ToString(), StringComparison.Ordinal);
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => DecisionLogReader.Read(path, options: new() { Strict = true })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tables_are_refused_by_column_and_field()
    {
        var (_, refusals) = DecisionLogReader.Read(_folder.With("log.csv", "action,propensity,reward,number.age,candidates,policy.p\na,0.5,1,30,a|b,0.5|0.5\na,x,1,,,\na,0.5,,,,\na,0.5,1,old,,\na,0.5,1,,a|b,0.5|y\n"));

        Assert.Equal(
            ["log.csv:3: propensity is 'x'; allowed a number", "log.csv:4: reward is ''; allowed a number", "log.csv:5: number.age is 'old'; allowed a number", "log.csv:6: policy.p is '0.5|y'; allowed probabilities with '|' between them"],
            refusals.First.Select(static refusal => refusal.ToString()));
        Assert.Contains("has no column 'propensity'; it has: action, reward", Assert.Throws<InvalidDataException>(() => DecisionLogReader.Read(_folder.With("other.csv", "action,reward\na,1\n"))).Message, StringComparison.Ordinal);
        Assert.Contains("has no decisions", Assert.Throws<InvalidDataException>(() => DecisionLogReader.Read(_folder.With("empty.csv", "action,propensity,reward\n"))).Message, StringComparison.Ordinal);
        Assert.Contains("no decision that can be taken; 1 were refused", Assert.Throws<InvalidDataException>(() => DecisionLogReader.Read(_folder.With("wrong.csv", "action,propensity,reward\na,0,1\n"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Units_are_of_all_decisions_or_of_none() =>
        Assert.Contains("some decisions name the unit", Assert.Throws<InvalidDataException>(() => DecisionLogReader.Read(_folder.With("log.csv", "action,propensity,reward,unit\na,1,1,u\na,1,1,\n"))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_table_of_probabilities_is_a_policy()
    {
        var policy = PolicyTableReader.Read(_folder.With("policy.csv", "action,probability,position\na,0.2,1\nb,0.8,1\na,1,\n"), "mine");
        var log = DecisionLogReader.Read(_folder.With("log.csv", "action,propensity,reward,position\na,0.5,1,1\nb,0.5,0,2\n")).Log;
        var (first, second) = (new double[2], new double[2]);
        policy.Probabilities(log, 0, first);
        policy.Probabilities(log, 1, second);

        Assert.Equal([0.2, 0.8], first);
        Assert.Equal([1, 0], second);   // of a position that is not named, the table without one
        Assert.Contains("policy.csv:2: probability is '-1'", Assert.Throws<InvalidDataException>(() => PolicyTableReader.Read(_folder.With("policy.csv", "action,probability\na,-1\n"), "mine")).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
