using Recommender.Measuring;

namespace Recommender.Peers.Reporting;

/// <summary>One line of the table.</summary>
internal sealed record RowResult
{
    /// <summary>What was done.</summary>
    public required string Work { get; init; }

    /// <summary>What ours is, and its time.</summary>
    public required string Ours { get; init; }

    /// <summary>What the other is, and its time.</summary>
    public required string Other { get; init; }

    /// <summary>What came of it.</summary>
    public required string Measured { get; init; }

    /// <summary>What the issue asks.</summary>
    public required string Asked { get; init; }

    /// <summary>Whether it is reached; null where nothing is asked and the line is there to compare.</summary>
    public bool? IsReached { get; init; }

    /// <summary>A line that says how many times faster ours is.</summary>
    public static RowResult OfRatio(string work, string ours, string other, Spread ratio, double? asked) => new()
    {
        Work = work,
        Ours = ours,
        Other = other,
        Measured = $"{ratio.ToString("F2")} ×",
        Asked = asked is { } least ? $"≥ {least:0.##} ×" : "—",
        IsReached = asked is null ? null : ratio.Median >= asked,
    };
}
