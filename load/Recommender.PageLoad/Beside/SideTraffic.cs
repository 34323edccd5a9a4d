using Grpc.Core;

namespace Recommender.PageLoad.Beside;

/// <summary>Side loads at their rates, until it is disposed of. One that falls behind does not wait for itself: what is due begins.</summary>
internal sealed class SideTraffic : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task[] _runs;
    private readonly Counts[] _counts;

    public SideTraffic(IReadOnlyList<ISideLoad> loads)
    {
        _counts = [.. loads.Select(static load => new Counts(load.Name))];
        _runs = [.. loads.Select((load, at) => RunAsync(load, _counts[at], _stop.Token))];
    }

    /// <summary>What was done, in words, such as "750 title changes".</summary>
    public string Done => string.Join(", ", _counts.Select(static counts => $"{Volatile.Read(ref counts.Done):N0} {counts.Name}"));

    /// <summary>What failed.</summary>
    public IEnumerable<string> Failures => _counts.Where(static counts => counts.Failed > 0).Select(static counts => $"{counts.Failed} {counts.Name} failed, the last: {counts.LastFailure}");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_runs);
        _stop.Dispose();
    }

    private static async Task RunAsync(ISideLoad load, Counts counts, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1 / load.PerSecond));
        var open = new List<Task>();
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                open.RemoveAll(static task => task.IsCompleted);
                open.Add(DoAsync(load, counts));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(open);   // what has begun ends, so that nothing of it falls into another round
        }
    }

    private static async Task DoAsync(ISideLoad load, Counts counts)
    {
        try
        {
            await load.DoAsync(CancellationToken.None);
            Interlocked.Increment(ref counts.Done);
        }
        catch (Exception failure) when (failure is RpcException or LoadException)
        {
            counts.LastFailure = failure.Message;
            Interlocked.Increment(ref counts.Failed);
        }
    }

    private sealed class Counts(string name)
    {
        public long Done;
        public long Failed;

        public string Name { get; } = name;

        public string LastFailure { get; set; } = "";
    }
}
