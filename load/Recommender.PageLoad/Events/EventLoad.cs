namespace Recommender.PageLoad.Events;

/// <summary>How many events are sent.</summary>
/// <param name="PerSecond">Events a second.</param>
/// <param name="PerCall">Events of a call, 1 to 1,000: what a gateway gathers before it calls.</param>
internal sealed record EventLoad(double PerSecond, int PerCall)
{
    /// <summary>HTTP/2 connections, apart from those that pages come over.</summary>
    public const int Connections = 2;

    /// <summary>Calls a second.</summary>
    public double CallsPerSecond => PerSecond / PerCall;
}
