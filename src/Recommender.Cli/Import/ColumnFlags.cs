using System.CommandLine;
using System.Globalization;
using Recommender.Learning.Import;

namespace Recommender.Cli.Import;

/// <summary>Which columns of a table are what, and how it is written.</summary>
internal sealed class ColumnFlags
{
    private readonly Option<string> _member = new("--member-column") { HelpName = "column", Required = true, Description = "The member's id: a name of the header, a number from 1, or a property of JSON." };
    private readonly Option<string> _title = new("--title-column") { HelpName = "column", Required = true, Description = "The title's id." };
    private readonly Option<string?> _value = new("--value-column") { HelpName = "column", Description = "The rating or strength; without this, each is 1." };
    private readonly Option<string?> _time = new("--time-column") { HelpName = "column", Description = "When; without this, the order of the lines is the order of events." };

    private readonly Option<TimeFormat> _timeFormat = new("--time-format")
    {
        Description = "How times are written: seconds or milliseconds since 1970 UTC, or a date (and time) as ISO 8601 has it, UTC where no offset stands.",
        DefaultValueFactory = static _ => TimeFormat.Seconds,
    };

    private readonly Option<string?> _scale = new("--scale") { HelpName = "least..greatest", Description = "Which values there may be, such as 0.5..5; others are refused. Without this, any finite one." };
    private readonly Option<string?> _delimiter = new("--delimiter") { HelpName = "text", Description = "Between fields: one or more characters, or tab or space. Without this, tab for .tsv, else found out among comma, semicolon, tab and bar." };
    private readonly Option<bool> _noHeader = new("--no-header") { Description = "The first line is no header: columns are numbers." };
    private readonly Option<bool> _noQuotes = new("--no-quotes") { Description = "Quotes are characters like others; without this, a field may stand in quotes." };

    public ColumnFlags()
    {
        _delimiter.Validators.Add(result =>
        {
            var text = Delimiter(result.GetValueOrDefault<string?>());
            if (text is not null && (text.Length is < 1 or > 16 || text.AsSpan().ContainsAny('"', '\r', '\n'))) result.AddError($"--delimiter is '{text}'; allowed are 1..16 characters without quotes and line ends");
        });
        _scale.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && Scale(text) is null) result.AddError($"--scale is '{text}'; needed are two numbers, the lesser first, such as 0.5..5");
        });
    }

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_member, _title, _value, _time, _timeFormat, _scale, _delimiter, _noHeader, _noQuotes]) command.Options.Add(option);
    }

    public TableFormat Read(ParseResult parsed, string file) => new()
    {
        Member = parsed.GetRequiredValue(_member),
        Title = parsed.GetRequiredValue(_title),
        Value = parsed.GetValue(_value),
        Time = parsed.GetValue(_time),
        TimeFormat = parsed.GetValue(_timeFormat),
        Scale = parsed.GetValue(_scale) is { } scale ? Scale(scale) : null,
        Separator = Delimiter(parsed.GetValue(_delimiter)) ?? (file.Contains(".tsv", StringComparison.OrdinalIgnoreCase) ? "\t" : null),
        HasHeader = !parsed.GetValue(_noHeader),
        HasQuotes = !parsed.GetValue(_noQuotes),
    };

    /// <summary>The characters that a delimiter's name stands for.</summary>
    public static string? Delimiter(string? written) => written switch
    {
        "tab" or "\\t" => "\t",
        "space" => " ",
        _ => written,
    };

    private static ValueScale? Scale(string written)
    {
        var ends = written.Split("..");
        return ends.Length == 2 && Number(ends[0]) is { } least && Number(ends[1]) is { } greatest && least <= greatest ? new ValueScale(least, greatest) : null;
    }

    private static float? Number(string written) =>
        float.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && float.IsFinite(number) ? number : null;
}
