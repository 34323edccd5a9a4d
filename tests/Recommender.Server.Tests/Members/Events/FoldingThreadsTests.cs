using Recommender.Server.Members.Events;
using Recommender.Server.Tests.Support;

namespace Recommender.Server.Tests.Members.Events;

public sealed class FoldingThreadsTests
{
    [Fact]
    public async Task Work_is_done_on_no_thread_that_answers_calls()
    {
        using var threads = new FoldingThreads();

        Assert.False(await threads.RunAsync(static () => Thread.CurrentThread.IsThreadPoolThread).Soon());
    }

    [Fact]
    public async Task What_work_throws_comes_out_and_the_threads_go_on()
    {
        using var threads = new FoldingThreads();
        for (var i = 0; i < 100; i++) await Assert.ThrowsAsync<InvalidDataException>(() => threads.RunAsync<int>(static () => throw new InvalidDataException("no")).Soon());

        Assert.Equal(7, await threads.RunAsync(static () => 7).Soon());
    }

    [Fact]
    public async Task The_end_waits_for_what_was_handed_over_and_takes_no_more()
    {
        var threads = new FoldingThreads();
        using var go = new ManualResetEventSlim();
        var done = 0;
        var handed = Enumerable.Range(0, 50).Select(_ => threads.RunAsync(() =>
        {
            go.Wait();
            return Interlocked.Increment(ref done);
        })).ToArray();
        var ending = Task.Run(threads.Dispose);
        go.Set();
        await ending.Soon();

        Assert.Equal(50, done);
        Assert.All(handed, static task => Assert.True(task.IsCompletedSuccessfully));
        Assert.Throws<ObjectDisposedException>(() => { _ = threads.RunAsync(static () => 0); });
    }
}
