using Recommender.Storage.Decisions;

namespace Recommender.Server.Tests.Decisions;

/// <summary>Stops whoever brings it a record until it is released.</summary>
internal sealed class HeldFollower : IDecisionVisitor, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly ManualResetEventSlim _reached = new();
    private readonly ManualResetEventSlim _released = new();

    public int Seen { get; private set; }

    public void Visit(ReadOnlySpan<byte> record, long after)
    {
        Seen++;
        _reached.Set();
        _released.Wait(Patience);
    }

    public void WaitUntilReached() => Assert.True(_reached.Wait(Patience));

    public void Release() => _released.Set();

    public void Dispose()
    {
        _reached.Dispose();
        _released.Dispose();
    }
}
