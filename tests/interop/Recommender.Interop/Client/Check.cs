using System.Diagnostics;
using Grpc.Core;
using Grpc.Testing;

namespace Recommender.Interop.Client;

/// <summary>Compares what came back with what a case demands.</summary>
internal static class Check
{
    /// <summary>How long a call that is cut short may take to end: far less than for ever, far more than a busy machine needs.</summary>
    private static readonly TimeSpan InTime = TimeSpan.FromSeconds(2);

    /// <summary>Requires that something holds.</summary>
    /// <exception cref="DifferenceException">It does not hold.</exception>
    public static void That(bool holds, string otherwise)
    {
        if (!holds) throw new DifferenceException(otherwise);
    }

    /// <summary>Requires two values to be equal.</summary>
    /// <exception cref="DifferenceException">They differ.</exception>
    public static void Same<T>(string what, T expected, T actual) =>
        That(EqualityComparer<T>.Default.Equals(expected, actual), $"{what} is {actual}, not {expected}");

    /// <summary>Requires an answer of zeros, of this size.</summary>
    /// <exception cref="DifferenceException">The size differs, or a byte is not zero.</exception>
    public static void Zeros(int size, Payload? payload)
    {
        Same("the size of an answer", size, payload?.Body.Length ?? -1);
        That(!payload!.Body.Span.ContainsAnyExcept((byte)0), "an answer holds something else than zeros");
    }

    /// <summary>Requires a call to fail with this status.</summary>
    /// <exception cref="DifferenceException">The call succeeds, or fails otherwise.</exception>
    public static async Task Fails(StatusCode code, Func<Task> call, string? detail = null)
    {
        try
        {
            await call();
        }
        catch (RpcException failure)
        {
            That(failure.StatusCode == code, $"the status is {failure.Status}, not {code}");
            if (detail is not null) Same("the status message", detail, failure.Status.Detail);
            return;
        }

        throw new DifferenceException($"the call succeeded, but {code} was due");
    }

    /// <summary>Requires a call to fail with this status, and soon.</summary>
    /// <exception cref="DifferenceException">The call succeeds, fails otherwise, or fails too late.</exception>
    public static async Task FailsInTime(StatusCode code, Func<Task> call)
    {
        var begun = Stopwatch.GetTimestamp();
        await Fails(code, call);
        var elapsed = Stopwatch.GetElapsedTime(begun);
        That(elapsed < InTime, $"the status {code} took {elapsed.TotalSeconds:0.0} s to come");
    }
}
