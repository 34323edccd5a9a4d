using System.CommandLine;
using Recommender.PageLoad.Driving;

namespace Recommender.PageLoad;

/// <summary>How much load, as flags.</summary>
internal static class PlanOptions
{
    private static readonly LoadPlan Default = new();
    private static readonly Option<int> Rows = new("--rows") { DefaultValueFactory = _ => Default.Shape.Rows, Description = "Rows of a page." };
    private static readonly Option<int> Titles = new("--titles") { DefaultValueFactory = _ => Default.Shape.TitlesPerRow, Description = "Titles of a row." };
    private static readonly Option<int?> LeastTitles = new("--least-titles") { Description = "Fewest titles of a row that is right; all unless given." };
    private static readonly Option<int> Connections = new("--connections") { DefaultValueFactory = _ => Default.Connections, Description = "HTTP/2 connections." };
    private static readonly Option<int> Streams = new("--streams") { DefaultValueFactory = _ => Default.Streams, Description = "Calls in flight on each at full load." };
    private static readonly Option<double> WarmUp = new("--warm-up") { DefaultValueFactory = _ => Default.WarmUpSeconds, Description = "Full load before anything counts, in seconds." };
    private static readonly Option<double> Saturation = new("--saturation") { DefaultValueFactory = _ => Default.SaturationSeconds, Description = "Full load that is measured, in seconds." };
    private static readonly Option<double> Seconds = new("--seconds") { DefaultValueFactory = _ => Default.Seconds, Description = "Length of a round, in seconds." };
    private static readonly Option<int> Rounds = new("--rounds") { DefaultValueFactory = _ => Default.Rounds, Description = "Rounds at a fixed rate." };
    private static readonly Option<double> Share = new("--share") { DefaultValueFactory = _ => Default.Share, Description = "Share of the saturated rate that a round asks for, above 0." };
    private static readonly Option<double?> Rate = new("--rate") { Description = "Calls a second of a round, instead of a share of the saturated rate." };

    public static Option[] All { get; } = [Rows, Titles, LeastTitles, Connections, Streams, WarmUp, Saturation, Seconds, Rounds, Share, Rate];

    /// <summary>Reads them; a dry run is short and slow.</summary>
    /// <exception cref="LoadException">A number makes no sense; the message names it.</exception>
    public static LoadPlan Read(ParseResult arguments, bool isDry)
    {
        var plan = new LoadPlan
        {
            Shape = new(arguments.GetValue(Rows), arguments.GetValue(Titles), arguments.GetValue(LeastTitles) ?? arguments.GetValue(Titles)),
            Connections = arguments.GetValue(Connections),
            Streams = arguments.GetValue(Streams),
            WarmUpSeconds = arguments.GetValue(WarmUp),
            SaturationSeconds = arguments.GetValue(Saturation),
            Seconds = arguments.GetValue(Seconds),
            Rounds = arguments.GetValue(Rounds),
            Share = arguments.GetValue(Share),
            Rate = arguments.GetValue(Rate),
        };
        foreach (var (name, value) in ((string, double)[])[("--rows", plan.Shape.Rows), ("--titles", plan.Shape.TitlesPerRow), ("--connections", plan.Connections), ("--streams", plan.Streams), ("--saturation", plan.SaturationSeconds), ("--seconds", plan.Seconds), ("--rounds", plan.Rounds), ("--share", plan.Share), ("--rate", plan.Rate ?? 1)])
        {
            if (!(value > 0)) throw new LoadException($"{name} is {value}; allowed is above 0");
        }

        return isDry ? plan with { WarmUpSeconds = 0, SaturationSeconds = 0.2, Seconds = 1, Rounds = 1, Rate = 200 } : plan;
    }
}
