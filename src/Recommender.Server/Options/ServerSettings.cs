using System.Collections.Immutable;
using Recommender.Server.Members.Events;

namespace Recommender.Server.Options;

/// <summary>Every option of the server, once: the command line, its help and the checks are made from this table.</summary>
public static class ServerSettings
{
    private const int Day = 24 * 60 * 60;
    private const long MiB = 1L << 20;
    private const long GiB = 1L << 30;

    /// <summary>In the order in which help shows them.</summary>
    public static ImmutableArray<Setting> All { get; } =
    [
        Setting.Switch(
            nameof(ServerOptions.Demo), "Make a sample world, learn from it and serve it; its folder is Data, or one in the user's application data",
            o => o.Demo, (o, value) => o with { Demo = value }),
        Setting.Folder(
            nameof(ServerOptions.Data), "Folder that `recommender import` made, or an empty one to put titles into; the server keeps its stores in its folder live",
            o => o.Data, (o, value) => o with { Data = value }),
        Setting.Folder(
            nameof(ServerOptions.Model), "Folder of models that `recommender train` made; the newest is served",
            o => o.Model, (o, value) => o with { Model = value }),
        Setting.Number(
            nameof(ServerOptions.DemoTitles), "Titles of the sample world", "titles", 10, 1_000_000,
            o => o.DemoTitles, (o, value) => o with { DemoTitles = value }),
        Setting.Number(
            nameof(ServerOptions.DemoMembers), "Members of the sample world", "members", 1, 10_000_000,
            o => o.DemoMembers, (o, value) => o with { DemoMembers = value }),
        Setting.Number(
            nameof(ServerOptions.DemoArtworks), "Artworks of each title of the sample world", "artworks", 0, 64,
            o => o.DemoArtworks, (o, value) => o with { DemoArtworks = value }),
        Setting.Number(
            nameof(ServerOptions.MemberMemoryBytes), "Memory for members: their index, and the portraits that are hot, which take the largest power of two that is left", "bytes", 4 * MiB, 1024 * GiB,
            o => o.MemberMemoryBytes, (o, value) => o with { MemberMemoryBytes = value }),
        Setting.Number(
            nameof(ServerOptions.ExpectedMembers), "Members that their index is laid out for", "members", 1, 1_000_000_000,
            o => o.ExpectedMembers, (o, value) => o with { ExpectedMembers = value }),
        Setting.Number(
            nameof(ServerOptions.TitleMemoryBytes), "Memory for the store of titles, divided in the same way", "bytes", 4 * MiB, 1024 * GiB,
            o => o.TitleMemoryBytes, (o, value) => o with { TitleMemoryBytes = value }),
        Setting.Number(
            nameof(ServerOptions.ExpectedTitles), "Titles that their index is laid out for", "titles", 1, 100_000_000,
            o => o.ExpectedTitles, (o, value) => o with { ExpectedTitles = value }),
        Setting.Number(
            nameof(ServerOptions.InvertedFileFrom), "Titles from which an inverted file takes the place of the exact search; it finds nearly all, in less time", "titles", 1, int.MaxValue,
            o => o.InvertedFileFrom, (o, value) => o with { InvertedFileFrom = value }),
        Setting.Number(
            nameof(ServerOptions.DecisionLogPercent), "Answers of a hundred that the log of decisions records, which `recommender export decisions` reads; 0 keeps no log", "percent", 0, 100,
            o => o.DecisionLogPercent, (o, value) => o with { DecisionLogPercent = value }),
        Setting.Number(
            nameof(ServerOptions.DecisionLogBytes), "Log of decisions that is kept, about; the oldest leaves first", "bytes", 64 * MiB, 1024 * 1024 * GiB,
            o => o.DecisionLogBytes, (o, value) => o with { DecisionLogBytes = value }),
        Setting.Number(
            nameof(ServerOptions.EventFutureSeconds), "How far from the future a member's event may be", "seconds", 0, Day,
            o => o.EventFutureSeconds, (o, value) => o with { EventFutureSeconds = value }),
        Setting.Number(
            nameof(ServerOptions.EventPastDays), "How old a member's event may be", "days", 1, 3_650,
            o => o.EventPastDays, (o, value) => o with { EventPastDays = value }),
        new(
            nameof(ServerOptions.EventStrengths), "What events say of how much titles are liked: 1 as much as the greatest rating, below 0 dislike", "strengths", EventStrengthsText.Allowed,
            o => EventStrengthsText.Write(o.EventStrengths), (o, text) => EventStrengthsText.TryRead(text) is { } value ? o with { EventStrengths = value } : null),
        Setting.Number(
            nameof(ServerOptions.CompactionPauseMinutes), "Time from a compaction of the stores to one that takes deleted members off the disk; growth may ask for one sooner", "minutes", 1, 60 * 24 * 30,
            o => o.CompactionPauseMinutes, (o, value) => o with { CompactionPauseMinutes = value }),
        Setting.Number(
            nameof(ServerOptions.CompactionSpareBytes), "How much the log of members may exceed twice its length after the last compaction before there is another", "bytes", MiB, 1024 * GiB,
            o => o.CompactionSpareBytes, (o, value) => o with { CompactionSpareBytes = value }),
        Setting.Switch(
            nameof(ServerOptions.FixedArtworks), "Choose artworks by their tags alone and learn nothing from what members do",
            o => o.FixedArtworks, (o, value) => o with { FixedArtworks = value }),
        Setting.Number(
            nameof(ServerOptions.ArtworkMemoryBytes), "Memory for the answers and impressions that events may still name, to learn from artworks", "bytes", MiB, 1024 * GiB,
            o => o.ArtworkMemoryBytes, (o, value) => o with { ArtworkMemoryBytes = value }),
        Setting.Number(
            nameof(ServerOptions.AttributionMinutes), "Time after an answer for which what members do with its titles is taken for what came of it", "minutes", 1, 30 * Day / 60,
            o => o.AttributionMinutes, (o, value) => o with { AttributionMinutes = value }),
        Setting.Number(
            nameof(ServerOptions.PlaySeconds), "Watched time from which a play counts for the artwork", "seconds", 1, Day,
            o => o.PlaySeconds, (o, value) => o with { PlaySeconds = value }),
        Setting.Number(
            nameof(ServerOptions.PlayPercent), "Share of a title from which it counts where that is less", "percent", 1, 100,
            o => o.PlayPercent, (o, value) => o with { PlayPercent = value }),
        Setting.Number(
            nameof(ServerOptions.RehearsalSeconds), "Most time that the server may rehearse before it listens, so that its first calls need not wait for the compiler; 0 for no rehearsal", "seconds", 0, 600,
            "10, and 0 with --demo", o => o.RehearsalSeconds, (o, value) => o with { RehearsalSeconds = value }),
        Setting.Ip(
            nameof(ServerOptions.Address), "Address to listen on; 0.0.0.0 or :: is every interface",
            o => o.Address, (o, value) => o with { Address = value }),
        Setting.Number(
            nameof(ServerOptions.Port), "Port to listen on; 0 picks a free one", "TCP port", 0, 65535,
            o => o.Port, (o, value) => o with { Port = value }),
        Setting.Number(
            nameof(ServerOptions.MaxReceiveBytes), "Largest request message", "bytes", 1, int.MaxValue,
            o => o.MaxReceiveBytes, (o, value) => o with { MaxReceiveBytes = value }),
        Setting.Number(
            nameof(ServerOptions.MaxSendBytes), "Largest response message", "bytes", 1, int.MaxValue,
            o => o.MaxSendBytes, (o, value) => o with { MaxSendBytes = value }),
        Setting.Number(
            nameof(ServerOptions.MaxStreamsPerConnection), "Calls that one connection may have open at a time", "calls", 1, 1_000_000,
            o => o.MaxStreamsPerConnection, (o, value) => o with { MaxStreamsPerConnection = value }),
        Setting.Number(
            nameof(ServerOptions.KeepAlivePingDelaySeconds), "Silence on a connection before the server pings it", "seconds", 1, Day,
            o => o.KeepAlivePingDelaySeconds, (o, value) => o with { KeepAlivePingDelaySeconds = value }),
        Setting.Number(
            nameof(ServerOptions.KeepAlivePingTimeoutSeconds), "Time for a ping's answer before the connection is closed",
            "seconds", 1, Day,
            o => o.KeepAlivePingTimeoutSeconds, (o, value) => o with { KeepAlivePingTimeoutSeconds = value }),
        Setting.Number(
            nameof(ServerOptions.DrainSeconds), "Time for calls in flight to finish when the server stops", "seconds", 0, Day,
            o => o.DrainSeconds, (o, value) => o with { DrainSeconds = value }),
    ];
}
