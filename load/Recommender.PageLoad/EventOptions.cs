using System.CommandLine;
using Grpc.Core;
using Recommender.PageLoad.Driving;
using Recommender.PageLoad.Events;

namespace Recommender.PageLoad;

/// <summary>How many events, as flags.</summary>
internal static class EventOptions
{
    private const int MostPerCall = 1000;   // as the wire has it
    private const int Pages = 300;          // that events are about, before anything is measured

    private static readonly Option<double> PerSecond = new("--events") { Description = "Events recorded a second, in every second round." };
    private static readonly Option<int> PerCall = new("--events-per-call") { DefaultValueFactory = _ => 20, Description = "Events of a call: what a gateway gathers before it calls." };

    public static Option[] All { get; } = [PerSecond, PerCall];

    /// <summary>How many; null where none are asked for.</summary>
    /// <exception cref="LoadException">A number makes no sense; the message names it.</exception>
    public static EventLoad? Read(ParseResult arguments)
    {
        if (arguments.GetValue(PerCall) is < 1 or > MostPerCall) throw new LoadException($"--events-per-call is {arguments.GetValue(PerCall)}; allowed is 1..{MostPerCall}");
        return arguments.GetValue(PerSecond) switch
        {
            0 => null,
            < 0 or double.NaN => throw new LoadException($"--events is {arguments.GetValue(PerSecond)}; allowed is above 0"),
            var perSecond => new(perSecond, arguments.GetValue(PerCall)),
        };
    }

    /// <summary>Prepares them: asks for the pages that they are about, and connects.</summary>
    /// <exception cref="LoadException">The server has no pages.</exception>
    public static async Task<EventTraffic> OpenAsync(EventLoad load, Target target, ChannelBase channel, Members members, LoadPlan plan, CancellationToken cancellation)
    {
        var showings = await Showings.AskAsync(channel, members, plan.Shape, Pages, cancellation);
        return await EventTraffic.OpenAsync(target.Address, load, new EventRequests(members, showings, load.PerCall, plan.Seed), cancellation);
    }
}
