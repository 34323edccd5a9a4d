using Recommender.Measuring;

namespace Recommender.StoreFigures.Reporting;

/// <summary>One line of the table.</summary>
internal sealed record Figure
{
    /// <summary>What was measured.</summary>
    public required string Name { get; init; }

    /// <summary>Ours.</summary>
    public required string Ours { get; init; }

    /// <summary>What it is compared with.</summary>
    public string Other { get; init; } = "—";

    /// <summary>What came of it, where that is not ours alone.</summary>
    public string Measured { get; init; } = "—";

    /// <summary>What must be reached.</summary>
    public string Asked { get; init; } = "—";

    /// <summary>Whether it is reached; null where nothing is asked and the line is there to compare.</summary>
    public bool? IsReached { get; init; }

    /// <summary>A line that says how often the other is ours.</summary>
    /// <param name="name">What was measured.</param>
    /// <param name="ours">Ours, round by round.</param>
    /// <param name="other">The other, round by round.</param>
    /// <param name="format">For one of them, {0} being the number.</param>
    /// <param name="least">The ratio asked for, if any.</param>
    public static Figure Faster(string name, IReadOnlyList<double> ours, IReadOnlyList<double> other, Func<double, string> format, double? least)
    {
        var ratio = Spread.OfRatios(other, ours);
        return new Figure
        {
            Name = name,
            Ours = format(Spread.Of(ours).Median),
            Other = format(Spread.Of(other).Median),
            Measured = $"{ratio.ToString("F2")} × faster",
            Asked = least is null ? "—" : $"≥ {least:0.##} ×",
            IsReached = least is null ? null : ratio.Median >= least,
        };
    }

    /// <summary>A line that says how many times the calm the busy is.</summary>
    public static Figure AtMost(string name, IReadOnlyList<double> busy, IReadOnlyList<double> calm, Func<double, string> format, double? most)
    {
        var ratio = Spread.OfRatios(busy, calm);
        return new Figure
        {
            Name = name,
            Ours = format(Spread.Of(busy).Median),
            Other = format(Spread.Of(calm).Median),
            Measured = $"{ratio.ToString("F2")} ×",
            Asked = most is null ? "—" : $"≤ {most:0.##} ×",
            IsReached = most is null ? null : ratio.Median <= most,
        };
    }
}
