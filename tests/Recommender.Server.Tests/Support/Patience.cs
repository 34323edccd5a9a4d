namespace Recommender.Server.Tests.Support;

/// <summary>The one bound on waiting. It is far above what anything here takes, so only a hang meets it.</summary>
internal static class Patience
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static Task Soon(this Task task) => task.WaitAsync(Limit);

    public static Task<T> Soon<T>(this Task<T> task) => task.WaitAsync(Limit);

    public static Task<T> Soon<T>(this ValueTask<T> task) => task.AsTask().WaitAsync(Limit);

    public static DateTime Deadline => DateTime.UtcNow + Limit;
}
