using System.CommandLine;
using Recommender.Cli.Import;
using Recommender.Cli.Inspect;
using Recommender.Learning.Policies;
using Recommender.Learning.Policies.Import;
using Recommender.Learning.Policies.Reporting;
using Recommender.Numerics.Files;

namespace Recommender.Cli.Evaluate;

/// <summary><c>recommender evaluate policy</c>: what another policy would have earned, by the log of the one that ran.</summary>
internal static class PolicyCommand
{
    private const string Help =
        """
        Judges policies by decisions that another policy made: replay, inverse propensity (ips, self-normalised snips, clipped-ips), the direct method (dm), doubly robust (dr) and its variants with a switch (switch-dr) and with optimistic shrinkage (dr-os), each with a 95 % interval and the number of decisions that it rests on. Warns where the log hardly ever did what a policy would do.
        Where propensities are right, believe dr or snips; where they are in doubt, compare dr with dm: doubly robust is right if either propensities or the reward model are.
        """;

    public static Command Create()
    {
        var flags = new PolicyFlags();
        var command = new Command("policy", Help);
        flags.AddTo(command);
        command.SetAction((parsed, cancellation) => Task.Run(() => Run(parsed, flags, cancellation), cancellation));
        return command;
    }

    private static int Run(ParseResult parsed, PolicyFlags flags, CancellationToken cancellation)
    {
        var output = parsed.InvocationConfiguration.Output;
        var path = parsed.GetRequiredValue(flags.Log);
        var policies = flags.Policies(parsed, cancellation);
        var (log, refusals) = DecisionLogReader.Read(path, flags.Format(parsed), new() { Strict = flags.IsStrict(parsed) }, cancellation);
        RefusalReport.Write(output, refusals);

        var report = PolicyEvaluation.Run(Path.GetFileName(path), log, policies, flags.Read(parsed));
        foreach (var line in PolicyReportTable.Lines(report)) output.WriteLine(line);
        foreach (var (judgement, table) in report.Judgements.Zip(PolicyReportTable.Of(report)))
        {
            foreach (var line in PolicyReportTable.Lines(judgement)) output.WriteLine(line);
            Tables.Write(Tables.Console(output), table.Heading, [.. table.Columns], table.Rows.Select(static row => row.ToArray()));
        }

        if (parsed.GetValue(flags.Json) is { } json) Save(report, json);
        return 0;
    }

    private static void Save(PolicyReport report, string path)
    {
        using var bytes = new MemoryStream();
        PolicyReportJson.Write(report, bytes);
        using var file = AtomicFile.Create(path);
        file.Write(0, bytes.ToArray());
        file.Commit();
    }
}
