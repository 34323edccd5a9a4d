using System.CommandLine;
using Recommender.V1;
using Timestamp = Google.Protobuf.WellKnownTypes.Timestamp;

namespace Recommender.Cli.Page;

/// <summary>What a page is asked for with. Ranges are the server's to judge: it names every field that is wrong.</summary>
internal sealed class PageFlags
{
    private readonly Option<int> _rows = new("--rows") { HelpName = "count", Description = "Most rows; 0 for what the server gives unasked." };
    private readonly Option<int> _titles = new("--titles") { HelpName = "count", Description = "Most titles of a row; 0 for what the server gives unasked." };
    private readonly Option<string> _country = new("--country") { HelpName = "code", DefaultValueFactory = _ => "", Description = "Where the member is, such as DE." };
    private readonly Option<string> _language = new("--language") { HelpName = "tag", DefaultValueFactory = _ => "", Description = "Language that titles are to be in, such as en." };
    private readonly Option<DateTimeOffset?> _time = new("--time") { HelpName = "time", Description = "The member's own time with its offset, such as 2026-01-31T20:15+01:00; now unless told." };
    private readonly Option<int?> _hour = new("--hour") { HelpName = "hour", Description = "Hour of today on a clock that shows UTC, 0 to 23; in place of --time." };
    private readonly Option<int?> _maturity = new("--maturity") { HelpName = "years", Description = "Highest maturity of a title; no ceiling unless told." };
    private readonly Option<DeviceKind> _device = new("--device") { Description = "What the page is looked at on." };
    private readonly Option<RowKind[]> _kinds = new("--kinds") { HelpName = "kind", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [], Description = "Kinds of rows wanted, such as TopPicks New; all unless told." };
    private readonly Option<ulong?> _seed = new("--seed") { HelpName = "number", Description = "Where draws begin: the same number gives the same page again." };
    private readonly Option<string[]> _tastes = new("--tastes") { HelpName = "group:tag", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [], Description = "Tags that a newcomer named, such as genre:Crime." };
    private readonly Option<bool> _explain = new("--explain") { Description = "Say of every title what speaks for it." };

    public PageFlags()
    {
        _hour.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is not (null or (>= 0 and <= 23))) result.AddError($"--hour is {result.GetValueOrDefault<int?>()}; allowed is 0 to 23");
        });
        _tastes.Validators.Add(result =>
        {
            foreach (var taste in result.GetValueOrDefault<string[]>() ?? [])
                if (taste.IndexOf(':', StringComparison.Ordinal) < 1) result.AddError($"--tastes is '{taste}'; allowed is a tag's group, a colon and its name, such as genre:Crime");
        });
    }

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_rows, _titles, _country, _language, _time, _hour, _maturity, _device, _kinds, _seed, _tastes, _explain]) command.Options.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_time) is not null && result.GetResult(_hour) is not null) result.AddError("--time and --hour both say when; one of them is allowed");
        });
    }

    /// <summary>The request for a member's page.</summary>
    public RecommendRequest Request(ParseResult parsed, string member)
    {
        var request = new RecommendRequest
        {
            MemberId = member,
            MaxRows = parsed.GetValue(_rows),
            TitlesPerRow = parsed.GetValue(_titles),
            Context = Context(parsed),
            Explain = parsed.GetValue(_explain),
        };
        request.RowKinds.Add(parsed.GetValue(_kinds));
        if (parsed.GetValue(_seed) is { } seed) request.Seed = seed;
        foreach (var taste in parsed.GetValue(_tastes)!)
        {
            var colon = taste.IndexOf(':', StringComparison.Ordinal);
            request.OnboardingTags.Add(new Tag { Group = taste[..colon], Name = taste[(colon + 1)..] });
        }

        return request;
    }

    private PageContext Context(ParseResult parsed)
    {
        var context = new PageContext { Country = parsed.GetValue(_country), Language = parsed.GetValue(_language), Device = parsed.GetValue(_device) };
        if (parsed.GetValue(_maturity) is { } ceiling) context.MaturityCeiling = ceiling;
        var time = parsed.GetValue(_hour) is { } hour ? new DateTimeOffset(DateTime.UtcNow.Date.AddHours(hour), TimeSpan.Zero) : parsed.GetValue(_time);
        if (time is not { } told) return context;
        context.Time = Timestamp.FromDateTimeOffset(told);
        context.UtcOffsetMinutes = (int)told.Offset.TotalMinutes;
        return context;
    }
}
