using System.Text;
using Recommender.Load.Driving;
using Recommender.Measuring;

namespace Recommender.Load.Reporting;

/// <summary>The page that a run writes.</summary>
internal sealed record Report(Machine Machine, string Generator, string Command, string GeneratorCommand, string Collector, Plan Plan, IReadOnlyList<ScenarioReport> Scenarios)
{
    private const string FileName = "unary-echo.md";

    public bool IsKept => Scenarios.All(scenario => scenario.IsKept);

    /// <summary>Writes the page below a folder, under the name of the processor, and says where.</summary>
    public async Task<string> WriteAsync(DirectoryInfo results, CancellationToken cancellation)
    {
        var file = Path.Combine(results.CreateSubdirectory(Machine.Slug).FullName, FileName);
        await File.WriteAllTextAsync(file, ToString(), cancellation);
        return file;
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine("# Unary echo against bare Kestrel").AppendLine();
        text.AppendLine("Written by `load/Recommender.Load`. gRPC and bare endpoints live in one process behind the same Kestrel options, without");
        text.AppendLine("logging. Before and after the measurement every endpoint's answer is compared byte for byte, with its trailers; of every");
        text.AppendLine("run the load generator must have counted each answer as 2xx and received each byte. What is allocated and the CPU time");
        text.AppendLine("are the whole serving process's, over the calls. A cell is the median of the rounds, with the range.").AppendLine();
        Facts.Append(text, Machine, "server and load generator", Command, Others());
        text.AppendJoin("", Scenarios);
        return text.ToString().TrimEnd() + "\n";
    }

    private IEnumerable<(string Name, string Value)> Others() =>
    [
        ("collector", Collector),
        ("load generator", Generator),
        ("load", $"`{GeneratorCommand}`"),
        ("rounds", Plan.IsDry
            ? "one of few requests, cold: the numbers mean nothing"
            : $"{Plan.Rounds}, interleaved, of {Plan.Seconds} s for each endpoint, after a warm-up of every endpoint"),
    ];
}
