using System.CommandLine;
using Recommender.Measuring;
using Recommender.PageLoad.Reflecting;
using Recommender.PageLoad.Reporting;

namespace Recommender.PageLoad;

/// <summary>Looks, while a server makes pages, whether and how soon an event shows on the next one.</summary>
internal static class ReflectCommand
{
    private static readonly Option<int> Probes = new("--probes") { DefaultValueFactory = _ => 2500, Description = "Times that it is looked." };
    private static readonly Option<double> PerSecond = new("--probe-rate") { DefaultValueFactory = _ => 50, Description = "Times a second, spread over the load." };
    private static readonly Option<double?> MostP99 = new("--most-reflected-p99") { Description = "Most milliseconds from an event to the page that shows it, of 99 of 100." };

    public static Command Create()
    {
        var command = new Command("reflect", "Record events while pages are asked for at half of the saturated rate, and see whether the next page shows each.");
        foreach (var option in (Option[])[.. TargetOptions.All, .. PlanOptions.All, Probes, PerSecond, MostP99, .. ReportOptions.All]) command.Options.Add(option);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var isDry = ReportOptions.IsDry(arguments);
        var plan = PlanOptions.Read(arguments, isDry);
        if (!(arguments.GetValue(Probes) > 0)) throw new LoadException($"--probes is {arguments.GetValue(Probes)}; allowed is above 0");
        if (!(arguments.GetValue(PerSecond) > 0)) throw new LoadException($"--probe-rate is {arguments.GetValue(PerSecond)}; allowed is above 0");
        var members = TargetOptions.Members(arguments, plan.Seed);
        await using var server = await TargetOptions.OpenAsync(arguments, cancellation);
        var probing = isDry ? new ReflectPlan(Probes: 20, PerSecond: 20) : new ReflectPlan(arguments.GetValue(Probes), arguments.GetValue(PerSecond));
        var result = await new ReflectRun(server.Target, members, plan, probing, Console.Error.WriteLine).RunAsync(cancellation);

        var section = new ReflectSection(ReportOptions.Name(arguments), Machine.Here(), ReportOptions.Command(arguments), server.Target, members.Count, plan, probing, result, arguments.GetValue(MostP99));
        await Console.Out.WriteLineAsync(section.ToString().AsMemory(), cancellation);
        if (isDry) return result.Failures.Count == 0 ? 0 : 1;

        await Console.Error.WriteLineAsync($"written to {ResultPages.Events.Write(ReportOptions.Results(arguments), section.Machine, [section.ToString()])}");
        return section.IsReached ? 0 : 1;
    }
}
