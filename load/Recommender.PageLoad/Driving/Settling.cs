using System.Diagnostics;
using Recommender.PageLoad.Wire;

namespace Recommender.PageLoad.Driving;

/// <summary>Waits until nothing is in flight.</summary>
internal static class Settling
{
    private static readonly long Step = Stopwatch.Frequency / 1000;

    /// <summary>Waits.</summary>
    /// <exception cref="LoadException">A connection broke, or an answer did not come in time.</exception>
    public static void Wait(IReadOnlyList<CallConnection> connections, TimeSpan patience)
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            if (connections.FirstOrDefault(static connection => connection.Broken is not null) is { } broken) throw new LoadException(broken.Broken!);
            var open = connections.Sum(static connection => connection.InFlight);
            if (open == 0) return;
            if (Stopwatch.GetElapsedTime(began) > patience) throw new LoadException($"{open} calls have no answer after {patience.TotalSeconds:0} s");
            Pause.Until(Stopwatch.GetTimestamp() + Step);
        }
    }
}
