using System.CommandLine;
using Recommender.Learning.Evaluation;
using Recommender.Learning.Evaluation.Reporting;
using Recommender.Numerics.Files;
using Spectre.Console;

namespace Recommender.Cli.Evaluate;

/// <summary><c>recommender evaluate</c>: learns models from a part of a dataset, asks them for the rest, and says how good they are and how sure that is.</summary>
internal static class EvaluateCommand
{
    private const int RedirectedWidth = 400;

    public static Command Create()
    {
        var options = new EvaluateOptions();
        var command = new Command("evaluate", "Learns models from a part of the interactions, asks them for the rest, and compares them with baselines.") { options.Dataset };
        foreach (var option in options.All) command.Add(option);
        command.Add(PolicyCommand.Create());
        command.SetAction((parsed, cancellation) => Task.Run(() => Run(parsed, options, cancellation), cancellation));
        return command;
    }

    private static int Run(ParseResult parsed, EvaluateOptions options, CancellationToken cancellation)
    {
        var console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(parsed.InvocationConfiguration.Output) });
        if (Console.IsOutputRedirected) console.Profile.Width = RedirectedWidth;   // else lines break where no terminal ends
        var plan = new PlanReader(parsed, options, console).Read(cancellation);
        var compared = Metric.Parse(parsed.GetRequiredValue(options.TuneMetric));
        var report = new EvaluationRun(plan, TimeProvider.System, new ConsoleProgress(console, compared)).Run(cancellation);

        ConsoleReport.Print(console, report, compared);
        if (parsed.GetValue(options.Json) is { } json) Save(json, to => ReportJson.Write(report, to));
        if (parsed.GetValue(options.Markdown) is { } markdown) Save(markdown, to => MarkdownReport.Write(report, compared, to));
        return 0;
    }

    private static void Save(string path, Action<Stream> write)
    {
        using var bytes = new MemoryStream();
        write(bytes);
        using var file = AtomicFile.Create(path);
        file.Write(0, bytes.ToArray());
        file.Commit();
    }
}
