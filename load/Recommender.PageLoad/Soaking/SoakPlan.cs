namespace Recommender.PageLoad.Soaking;

/// <summary>How long a server is soaked, and in what.</summary>
internal sealed record SoakPlan
{
    /// <summary>Events a second, and a call.</summary>
    public required Events.EventLoad Events { get; init; }

    /// <summary>Titles of each member's history before it begins, 1 to 1,000.</summary>
    public int History { get; init; } = 200;

    /// <summary>How long.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>From one look at the server to the next.</summary>
    public TimeSpan Step { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Of the time, the part at the beginning in which memory may rise to what it stays at.</summary>
    public double Settling { get; init; } = 0.2;

    /// <summary>Name of the pipe over which the server tells of its heap; null where it does not.</summary>
    public string? Pipe { get; init; }

    /// <summary>Folder of the server's data; null where it is not known.</summary>
    public string? Data { get; init; }

    /// <summary>Least free bytes of that disk: with fewer, the soak ends with an error rather than with a full disk.</summary>
    public long LeastFree { get; init; } = 5L << 30;
}
