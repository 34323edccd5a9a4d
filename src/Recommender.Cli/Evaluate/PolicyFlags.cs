using System.CommandLine;
using Recommender.Cli.Import;
using Recommender.Learning.Policies;
using Recommender.Learning.Policies.Import;

namespace Recommender.Cli.Evaluate;

/// <summary>The flags of <c>recommender evaluate policy</c>.</summary>
internal sealed class PolicyFlags
{
    private const string LogHelp =
        """
        Decisions as they were logged, as lines of JSON (.jsonl, .ndjson) or as a table with a header (CSV), also packed (.gz). A line:
          {"action": "a2", "propensity": 0.25, "reward": 1, "candidates": ["a1", "a2"], "position": 1, "unit": "member 7", "context": {"persona": "romance", "hour": 21}, "policies": {"new": [0.9, 0.1]}}
        where all but action, propensity and reward may be absent. The columns of a table: action, propensity, reward, candidates (a1|a2), position, unit, context.NAME (a category), number.NAME, policy.NAME (0.9|0.1).
        The propensity is the probability with which the action was chosen; unit is what decisions that depend on each other have in common. Tables of the Open Bandit Dataset are read as they are.
        """;

    private const string PolicyHelp =
        """
        A policy to judge, repeatable:
          uniform         every candidate as likely as any other
          recorded:NAME   the one whose probabilities the log has under this name
          table:FILE      a table of columns action, probability and, where positions differ, position; shared out among the candidates
          shares:FILE     what another log's policy did on the whole: each action's share at each position
        """;

    private readonly Option<string[]> _policies = new("--policy") { HelpName = "policy", Description = PolicyHelp, DefaultValueFactory = static _ => ["uniform"], AllowMultipleArgumentsPerToken = true };
    private readonly Option<DecisionLogFormat> _format = new("--format") { Description = "How the log is written.", DefaultValueFactory = static _ => DecisionLogFormat.Auto };
    private readonly Option<bool> _strict = new("--strict") { Description = "End at the first line that is wrong; without this, such lines are counted, shown and left out." };
    private readonly Option<int> _folds = new("--folds") { Description = "Parts into which decisions are divided, so that the reward model judges none that it has learnt from.", DefaultValueFactory = static _ => new PolicyEvaluationOptions().Folds };
    private readonly Option<double?> _cap = new("--weight-cap") { Description = "Largest weight of a decision for clipped-ips. Without this, chosen from the log." };
    private readonly Option<double?> _switch = new("--switch-weight") { Description = "Weight beyond which switch-dr believes the reward model alone. Without this, chosen from the log." };
    private readonly Option<double?> _shrinkage = new("--shrinkage") { Description = "λ of dr-os: a weight of √λ is halved. Without this, chosen from the log." };
    private readonly Option<int> _resamples = new("--resamples") { Description = "Resamples that intervals are made of.", DefaultValueFactory = static _ => new PolicyEvaluationOptions().Resamples };
    private readonly Option<ulong> _seed = new("--seed") { Description = "Start of all random numbers.", DefaultValueFactory = static _ => new PolicyEvaluationOptions().Seed };

    public PolicyFlags()
    {
        Check.AtLeast(_folds, 2);
        Check.AtLeast(_resamples, 0);
        Least(_cap, above: true);
        Least(_switch, above: false);
        Least(_shrinkage, above: false);
    }

    public Argument<string> Log { get; } = new("log") { Description = LogHelp };

    public Option<string?> Json { get; } = new("--json") { HelpName = "file", Description = "File to write the report to, as JSON." };

    public void AddTo(Command command)
    {
        command.Arguments.Add(Log);
        foreach (var option in (Option[])[_policies, _format, _strict, _folds, _cap, _switch, _shrinkage, _resamples, _seed, Json]) command.Options.Add(option);
    }

    public DecisionLogFormat Format(ParseResult parsed) => parsed.GetValue(_format);

    public bool IsStrict(ParseResult parsed) => parsed.GetValue(_strict);

    public PolicyEvaluationOptions Read(ParseResult parsed) => new()
    {
        Folds = parsed.GetValue(_folds),
        WeightCap = parsed.GetValue(_cap),
        SwitchWeight = parsed.GetValue(_switch),
        Shrinkage = parsed.GetValue(_shrinkage),
        Resamples = parsed.GetValue(_resamples),
        Seed = parsed.GetValue(_seed),
    };

    /// <summary>The policies that are named.</summary>
    /// <exception cref="InvalidDataException">A name is none, or stands there twice, or a file is no policy.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public IReadOnlyList<ITargetPolicy> Policies(ParseResult parsed, CancellationToken cancellation)
    {
        var names = parsed.GetRequiredValue(_policies);
        if (names.CountBy(static name => name).FirstOrDefault(static pair => pair.Value > 1).Key is { } twice) throw new InvalidDataException($"--policy has '{twice}' twice; allowed is once");
        return [.. names.Select(name => Policy(name, cancellation))];
    }

    private static ITargetPolicy Policy(string name, CancellationToken cancellation) => name.Split(':', 2) switch
    {
        ["uniform"] => new UniformPolicy(),
        ["recorded", { Length: > 0 } recorded] => new RecordedPolicy(recorded),
        ["table", { Length: > 0 } file] => PolicyTableReader.Read(file, name),
        ["shares", { Length: > 0 } file] => TablePolicy.SharesOf(name, DecisionLogReader.Read(file, options: new() { Strict = true }, cancellation: cancellation).Log),
        _ => throw new InvalidDataException($"--policy is '{name}'; allowed are uniform, recorded:NAME, table:FILE, shares:FILE"),
    };

    private static void Least(Option<double?> option, bool above) => option.Validators.Add(result =>
    {
        if (result.Errors.Any() || result.GetValueOrDefault<double?>() is not { } value || value > 0 || (value == 0 && !above)) return;
        result.AddError($"{option.Name} is {value}; allowed is {(above ? "above" : "from")} 0");
    });
}
