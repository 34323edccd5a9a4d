using System.Diagnostics;

namespace Recommender.Grpc.Hostile;

/// <summary>Waits for what a server does on its own time after a connection has gone, which no signal tells a client.</summary>
internal static class Eventually
{
    public static async Task<bool> IsTrueAsync(Func<bool> condition, TimeSpan atMost)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            if (watch.Elapsed > atMost) return false;
            await Task.Delay(10);
        }

        return true;
    }
}
