namespace Recommender.Grpc.Tests;

/// <summary>Waits for a task where a property-based check wants a plain answer.</summary>
internal static class Wait
{
#pragma warning disable VSTHRD002 // The checker calls properties synchronously, on a thread of its own.
    public static T For<T>(Task<T> task) => task.GetAwaiter().GetResult();
#pragma warning restore VSTHRD002
}
