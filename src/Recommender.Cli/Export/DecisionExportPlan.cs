using Recommender.Learning.Artworks;

namespace Recommender.Cli.Export;

/// <summary>What is to be exported.</summary>
internal sealed record DecisionExportPlan
{
    public required string Data { get; init; }

    /// <summary>The file; null for standard output.</summary>
    public string? Out { get; init; }

    public ExportFormat Format { get; init; }

    /// <summary>Times of decisions, in milliseconds since 1970: from here.</summary>
    public long Since { get; init; } = long.MinValue;

    /// <summary>To before here.</summary>
    public long Until { get; init; } = long.MaxValue;

    public ExportedChoice Choice { get; init; }

    public ExportedReward Reward { get; init; }

    /// <summary>How long after a decision what happens came of it.</summary>
    public long WindowMilliseconds { get; init; } = 240 * 60_000;

    public PlayRewardOptions Play { get; init; } = new();

    /// <summary>Whether titles of which nothing was told are exported.</summary>
    public bool Unseen { get; init; }
}
