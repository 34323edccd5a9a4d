using System.Runtime.CompilerServices;

namespace Recommender.Storage.Tests.Support;

/// <summary>What the tests that hold something to zero bytes rely on.</summary>
public sealed class AllocationCountTests
{
    [Fact]
    public async Task The_count_of_a_thread_that_allocates_nothing_stands_still_whatever_others_allocate()
    {
        var others = Task.WhenAll(Enumerable.Range(0, 2).Select(static _ => Task.Run(static () =>
        {
            for (var i = 0; i < 500; i++) GC.KeepAlive(GC.AllocateUninitializedArray<byte>(3_000_000));   // collections of all generations
        })));

        var moved = 0L;
        for (var round = 0; !others.IsCompleted; round++)
        {
            GC.KeepAlive(new byte[round % 3_000]);   // somewhere in the thread's space
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 10_000; i++) Idle();
            moved += GC.GetAllocatedBytesForCurrentThread() - before;
        }

        await others;
        Assert.Equal(0, moved);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Idle() { /* allocates nothing */ }
}
