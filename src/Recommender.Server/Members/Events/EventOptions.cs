namespace Recommender.Server.Members.Events;

/// <summary>Which events are taken in, and what they say.</summary>
public sealed record EventOptions
{
    /// <summary>Seconds by which an event may be from the future, as clocks differ.</summary>
    public int FutureSeconds { get; init; } = 300;

    /// <summary>Days after which an event comes too late.</summary>
    public int PastDays { get; init; } = 30;

    /// <summary>What events say of how much titles are liked.</summary>
    public EventStrengths Strengths { get; init; } = new();
}
