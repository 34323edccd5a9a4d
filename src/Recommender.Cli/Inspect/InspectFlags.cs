using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Recommender.Cli.Import;
using Spectre.Console;

namespace Recommender.Cli.Inspect;

/// <summary>What all inspections are told: where to look, how much to show, and in which form.</summary>
internal sealed class InspectFlags
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Option<string> _data = new("--data", "-d") { Required = true, HelpName = "folder", Description = "The dataset, as recommender import wrote it." };
    private readonly Option<string> _model = new("--model", "-m") { Required = true, HelpName = "folder", Description = "The published model, as recommender train wrote it from that dataset." };
    private readonly Option<int> _most = new("--most") { HelpName = "count", DefaultValueFactory = _ => 20, Description = "Most lines of each kind to show." };
    private readonly Option<bool> _json = new("--json") { Description = "Write JSON in place of tables." };

    public InspectFlags() => Check.AtLeast(_most, 1);

    /// <summary>Makes a command's action of what it finds and how it shows that.</summary>
    /// <typeparam name="TReport">What it finds.</typeparam>
    /// <param name="command">The command.</param>
    /// <param name="find">Looks, showing at most so many lines of each kind.</param>
    /// <param name="show">Draws it on a terminal.</param>
    public void SetAction<TReport>(Command command, Func<ParseResult, InspectedModel, int, TReport> find, Action<IAnsiConsole, TReport> show)
    {
        command.Options.Add(_data);
        command.Options.Add(_model);
        command.Options.Add(_most);
        command.Options.Add(_json);
        command.SetAction(parsed =>
        {
            using var model = InspectedModel.Open(parsed.GetRequiredValue(_data), parsed.GetRequiredValue(_model));
            var report = find(parsed, model, parsed.GetValue(_most));
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(_json)) output.WriteLine(JsonSerializer.Serialize(report, Format));
            else show(Tables.Console(output), report);
            return 0;
        });
    }
}
