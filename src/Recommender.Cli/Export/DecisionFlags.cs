using System.CommandLine;
using System.Globalization;
using Recommender.Cli.Import;
using Recommender.Learning.Artworks;

namespace Recommender.Cli.Export;

/// <summary>The flags of <c>recommender export decisions</c>.</summary>
internal sealed class DecisionFlags
{
    private static readonly PlayRewardOptions Usual = new();

    private readonly Option<string> _data = new("--data", "-d") { Required = true, HelpName = "folder", Description = "The folder that the server serves (its --data), or a copy of the folder live/decisions in it." };
    private readonly Option<string?> _out = new("--out", "-o") { HelpName = "file", Description = "File to write; in place of any, once it is whole. Without this, to standard output." };
    private readonly Option<ExportFormat?> _format = new("--format") { Description = "How to write; without this, csv where the file's name ends so, else jsonl." };
    private readonly Option<DateTimeOffset?> _since = Moment("--since", "Leave out decisions before this time, such as 2026-01-31 or 2026-01-31T18:00Z; UTC where nothing else is said.");
    private readonly Option<DateTimeOffset?> _until = Moment("--until", "Leave out decisions from this time on.");
    private readonly Option<ExportedChoice> _choice = new("--choice") { Description = "Which choice to export.", DefaultValueFactory = static _ => ExportedChoice.Image };
    private readonly Option<ExportedReward> _reward = new("--reward") { Description = "What a play is worth.", DefaultValueFactory = static _ => ExportedReward.Play };
    private readonly Option<int> _window = new("--window-minutes") { Description = "How long after a decision what happens is taken for what came of it.", DefaultValueFactory = static _ => 240 };
    private readonly Option<int> _seconds = new("--play-seconds") { Description = "Seconds watched from which a play counts.", DefaultValueFactory = static _ => Usual.PlaySeconds };
    private readonly Option<int> _percent = new("--play-percent") { Description = "Share of a title from which it counts where that is less, in percent.", DefaultValueFactory = static _ => (int)Math.Round(100 * Usual.PlayShare) };
    private readonly Option<bool> _unseen = new("--unseen") { Description = "Also titles of which no impression and no play was told, with the reward 0." };

    public DecisionFlags()
    {
        Check.AtLeast(_window, 1);
        Check.AtLeast(_seconds, 1);
        Check.AtLeast(_percent, 1);
    }

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_data, _out, _format, _since, _until, _choice, _reward, _window, _seconds, _percent, _unseen]) command.Options.Add(option);
    }

    public DecisionExportPlan Read(ParseResult parsed) => new()
    {
        Data = parsed.GetRequiredValue(_data),
        Out = parsed.GetValue(_out),
        Format = parsed.GetValue(_format) ?? (parsed.GetValue(_out)?.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) == true ? ExportFormat.Csv : ExportFormat.Jsonl),
        Since = parsed.GetValue(_since)?.ToUnixTimeMilliseconds() ?? long.MinValue,
        Until = parsed.GetValue(_until)?.ToUnixTimeMilliseconds() ?? long.MaxValue,
        Choice = parsed.GetValue(_choice),
        Reward = parsed.GetValue(_reward),
        WindowMilliseconds = (long)TimeSpan.FromMinutes(parsed.GetValue(_window)).TotalMilliseconds,
        Play = new PlayRewardOptions { PlaySeconds = parsed.GetValue(_seconds), PlayShare = Math.Min(1, parsed.GetValue(_percent) / 100.0) },
        Unseen = parsed.GetValue(_unseen),
    };

    private static Option<DateTimeOffset?> Moment(string name, string help) => new(name)
    {
        HelpName = "time",
        Description = help,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)) return time;
            result.AddError($"{name} is '{text}'; allowed is a date or a time, such as 2026-01-31 or 2026-01-31T18:00Z");
            return null;
        },
    };
}
