namespace Recommender.TestKit.Hosting;

/// <summary>Caps on what a request may ask of <see cref="EchoService"/>, so that a damaged request cannot hold a test up.</summary>
public sealed record EchoLimits
{
    /// <summary>The longest delay of one reply.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The most replies to one request.</summary>
    public int Replies { get; init; } = 10_000;
}
