namespace Recommender.Numerics;

/// <summary>Threads that work goes to, and who may stop it.</summary>
/// <param name="Threads">Most threads to use, from 1.</param>
/// <param name="Cancellation">Stops between parts of the work.</param>
internal readonly record struct Workers(int Threads, CancellationToken Cancellation)
{
    // Rows of a part fill a quarter of a second-level cache, so that columns go by while they stay.
    private const int PartBytes = 256 * 1024;

    /// <summary>As many threads as the caller allows: all cores unless told.</summary>
    public static Workers For(int? threads, CancellationToken cancellation)
    {
        if (threads < 1) Throw.Threads(threads.Value, nameof(threads));
        return new Workers(threads ?? Environment.ProcessorCount, cancellation);
    }

    /// <summary>Runs the work on every part of the rows, whose borders do not depend on the threads; it gets the first row and their number.</summary>
    /// <exception cref="OperationCanceledException">The work was cancelled; parts of it may have run.</exception>
    public void Rows(AlignedMatrix<float> rows, Action<int, int> work) =>
        Parts(rows.Rows, each: Math.Max(6, PartBytes / (rows.Stride * sizeof(float)) / 6 * 6), work);

    /// <summary>The same for any things, some at a time.</summary>
    public void Parts(int count, int each, Action<int, int> work)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = Threads, CancellationToken = Cancellation };
        var parts = (int)(((long)count + each - 1) / each);
        Parallel.For(0, parts, options, part => work(part * each, Math.Min(each, count - part * each)));
    }
}
