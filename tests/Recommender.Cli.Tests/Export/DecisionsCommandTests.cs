using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Recommender.Cli.Evaluate;
using Recommender.Cli.Export;
using Recommender.Learning.Policies.Import;
using Recommender.Storage.Decisions;

namespace Recommender.Cli.Tests.Export;

public sealed class DecisionsCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("log.jsonl")]
    [InlineData("log.csv")]
    public async Task What_is_exported_tells_a_better_policy_from_the_one_that_ran(string file)
    {
        using var log = new MadeLog(_folder.FullName);
        for (var i = 0; i < 1_000; i++)
        {
            var good = i % 5 == 0;   // as often as its chance says
            var decision = log.Show(i, good ? 1 : 0, 0.8f, 0.2f);
            log.Happen(decision, OutcomeKind.Impression);
            if (good) log.Happen(decision, OutcomeKind.Watch, minutesLater: 5, position: 300);
        }

        await log.OnDiskAsync();   // the log stays open: its owner goes on

        Assert.Equal("", Run(DecisionsCommand.Create(), "--data", _folder.FullName, "--out", _folder[file]).Output);
        Run(PolicyCommand.Create(), _folder[file], "--policy", "recorded:logged", "--policy", "uniform", "--policy", $"table:{_folder.With("good.csv", "action,probability\ntitle/good,1\n")}", "--resamples", "200", "--json", _folder["report.json"]);

        using var report = JsonDocument.Parse(await File.ReadAllTextAsync(_folder["report.json"], TestContext.Current.CancellationToken));
        double[] values = [.. report.RootElement.GetProperty("policies").EnumerateArray().Select(static policy => Value(policy, "snips"))];
        Assert.Equal([0.2, 0.5, 1], values.Select(static value => Math.Round(value, 6)));
    }

    [Fact]
    public async Task A_line_says_what_was_known_what_could_have_been_shown_and_what_came_of_it()
    {
        using var log = new MadeLog(_folder.FullName);
        log.Tell("title|x", "a\"1", "b,2", "c");
        var decision = log.Show(0, 1, 0.5f, 0.25f, 0.25f);
        log.Happen(decision, OutcomeKind.Impression, title: "title|x");
        await log.OnDiskAsync();

        using var line = JsonDocument.Parse(Assert.Single(Lines()));
        var root = line.RootElement;

        Assert.Equal("title|x/b,2", root.GetProperty("action").GetString());
        Assert.Equal(["title|x/a\"1", "title|x/b,2", "title|x/c"], root.GetProperty("candidates").EnumerateArray().Select(static name => name.GetString()));
        Assert.Equal([0.5f, 0.25f, 0.25f], root.GetProperty("policies").GetProperty("logged").EnumerateArray().Select(static chance => chance.GetSingle()));
        Assert.Equal((0.25f, 0), (root.GetProperty("propensity").GetSingle(), root.GetProperty("reward").GetDouble()));
        Assert.Equal("""{"persona":"romance","surface":"home","row_kind":"TopPicks","row":0,"position":0,"hour":21}""", root.GetProperty("context").GetRawText());
        Assert.Equal((9, 2, 3), (root.GetProperty("policy_version").GetInt32(), root.GetProperty("model_version").GetInt32(), root.GetProperty("generation").GetInt32()));
        Assert.Equal(decision.ToString("x32", CultureInfo.InvariantCulture), root.GetProperty("decision_id").GetString());
        Run(DecisionsCommand.Create(), "--data", _folder.FullName, "--out", _folder["log.csv"]);
        var table = DecisionLogReader.Read(_folder["log.csv"]).Log;
        Assert.Equal("title%7Cx/b,2", table.Actions[table.Action(0)]);
        Assert.Equal(["title%7Cx/a\"1", "title%7Cx/b,2", "title%7Cx/c"], table.Candidates(0).ToArray().Select(candidate => table.Actions[candidate]));
    }

    [Fact]
    public async Task A_reward_is_what_was_watched_within_the_window_from_where_playing_began()
    {
        using var log = new MadeLog(_folder.FullName);
        Act(0, static (log, id) => log.Happen(id, OutcomeKind.Impression));                                             // seen, not played
        Act(1, static (log, id) => log.Happen(id, OutcomeKind.Watch, position: 119));                                   // not long enough
        Act(2, static (log, id) => log.Happen(id, OutcomeKind.Watch, position: 120));
        Act(3, static (log, id) => log.Happen(id, OutcomeKind.Watch, position: 60, duration: 600));                     // a tenth of a short title
        Act(4, static (log, id) => log.Happen(id, OutcomeKind.Watch, minutesLater: 241, position: 900));                // too late: as if nothing was told
        Act(5, static (log, id) =>
        {
            log.Happen(id, OutcomeKind.Begin, position: 3_000);                                                         // went on where it was left
            log.Happen(id, OutcomeKind.Watch, position: 3_060);
        });
        Act(6, static (log, id) => log.Happen(id, OutcomeKind.Complete));                                               // of unknown length
        Act(7, static (log, id) => log.Happen(id, OutcomeKind.Watch, position: 900));
        Act(8, static (_, _) => { });                                                                                   // nothing was told
        await log.OnDiskAsync();

        Assert.Equal([0, 0, 1, 1, 0, 1, 1], Rewards("play"));
        Assert.Equal([0, 0, 2, 1, 0, 2, 15], Rewards("minutes"));
        Assert.Equal([0, 0, 0.5 + (0.5 * 120 / 1_800), 0.5 + (0.5 * 60 / 1_800), 0, 0.5 + (0.5 * 120 / 1_800), 0.75], Rewards("graded"));
        Assert.Equal(9, Lines("--unseen").Length);
        Assert.Equal(2, Lines("--since", "2026-01-01T12:06", "--until", "2026-01-01T12:08Z").Length);

        void Act(int number, Action<MadeLog, UInt128> act) => act(log, log.Show(number, 0, 0.5f, 0.5f));

        double[] Rewards(string reward) => [.. Lines("--reward", reward).Select(static line => JsonDocument.Parse(line).RootElement.GetProperty("reward").GetDouble())];
    }

    [Fact]
    public void A_folder_without_a_log_is_named()
    {
        var failure = Assert.Throws<IOException>(() => Run(DecisionsCommand.Create(), "--data", _folder.FullName));
        Assert.Contains(_folder.FullName, failure.Message, StringComparison.Ordinal);
        Assert.Contains("--decision-log-percent", failure.Message, StringComparison.Ordinal);
    }

    private static double Value(JsonElement policy, string estimator) =>
        policy.GetProperty("estimates").GetProperty(estimator).GetProperty("value").GetDouble();

    private string[] Lines(params string[] arguments) =>
        Run(DecisionsCommand.Create(), ["--data", _folder.FullName, .. arguments]).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static (int Code, string Output) Run(Command command, params string[] arguments)
    {
        using var output = new StringWriter();
        var code = command.Parse(arguments).Invoke(new() { Output = output, EnableDefaultExceptionHandler = false });
        Assert.Equal(0, code);
        return (code, output.ToString());
    }
}
