using System.Globalization;
using Recommender.Cli.Inspect;
using Recommender.V1;
using Spectre.Console;

namespace Recommender.Cli.Portrait;

/// <summary>Draws a member: a table for each thing that is known.</summary>
internal static class PortraitView
{
    private const int MostTags = 20;

    /// <summary>Draws it.</summary>
    public static void Show(IAnsiConsole console, MemberPortrait member)
    {
        console.Write(new Text($"member {member.MemberId}: {member.History.Count} titles, {(member.ModelVersion == 0 ? "of no model yet" : $"as model {member.ModelVersion} has it")}\n"));
        Show(console, "Communities", ["community", "share"], member.Communities.Select(static share => (string[])[share.Description, Tables.Number(share.Weight)]));
        Show(console, "Personas", ["persona", "share"], member.Personas.Select(static share => (string[])[share.Name, Tables.Number(share.Weight)]));
        Show(console, "Tags", ["group", "tag", "more than all"], member.Tags.Take(MostTags).Select(static share => (string[])[share.Tag.Group, share.Tag.Name, Tables.Number(share.Affinity)]));
        Show(console, "Named at first", ["what"], member.LikedTags.Select(static tag => (string[])[$"{tag.Group}: {tag.Name}"]).Concat(member.LikedTitleIds.Select(static title => (string[])[title])));
        Show(console, "History", ["title", "last", "strength", "position", "states"], member.History.Select(static title =>
            (string[])[NameOf(title), TimeOf(title), Tables.Number(title.Strength), TimeSpan.FromSeconds(title.PositionSeconds).ToString("c", CultureInfo.InvariantCulture), string.Join(", ", title.States)]));
        Show(console, "List", ["title", "since"], member.Listed.Select(static title => (string[])[NameOf(title), TimeOf(title)]));
        Show(console, "Not to be shown again", ["title", "since"], member.Hidden.Select(static title => (string[])[NameOf(title), TimeOf(title)]));
        Show(console, "Shown and not played", ["title", "last", "times"], member.Impressions.Select(static title => (string[])[NameOf(title), TimeOf(title), Tables.Number(title.Strength)]));
        Show(console, "Hours", ["hour", "share"], member.Hours.Select(static (share, hour) => (string[])[$"{hour}", Tables.Number(share)]));
    }

    private static void Show(IAnsiConsole console, string title, string[] columns, IEnumerable<string[]> rows)
    {
        string[][] all = [.. rows];
        if (all.Length > 0) Tables.Write(console, title, columns, all);
    }

    private static string NameOf(PortraitTitle title) => title.TitleId.Length == 0 ? "(not in the catalogue)" : $"{title.Name} ({title.TitleId})";

    private static string TimeOf(PortraitTitle title) => title.Time?.ToDateTimeOffset().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "";
}
