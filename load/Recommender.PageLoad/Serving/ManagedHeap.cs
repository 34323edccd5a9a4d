using System.Globalization;
using System.IO.Pipes;

namespace Recommender.PageLoad.Serving;

/// <summary>A server's managed heap, as <see cref="StartupHook"/> tells it.</summary>
/// <param name="Bytes">After the last collection, what lives and what fragments it.</param>
/// <param name="Committed">Bytes that the collector has of the system.</param>
/// <param name="Collections">So far, by generation; an older one counts for the younger too.</param>
/// <param name="PauseMilliseconds">So far, in all.</param>
/// <param name="Allocated">Bytes so far.</param>
internal sealed record ManagedHeap(long Bytes, long Committed, IReadOnlyList<int> Collections, double PauseMilliseconds, long Allocated)
{
    private const int Patience = 5000;   // milliseconds

    /// <summary>Asks.</summary>
    /// <exception cref="LoadException">Nobody answers.</exception>
    public static async Task<ManagedHeap> AskAsync(string pipeName, CancellationToken cancellation)
    {
        try
        {
            await using var pipe = new NamedPipeClientStream(".", pipeName, PipeDirection.In);
            await pipe.ConnectAsync(Patience, cancellation);
            using var reader = new StreamReader(pipe);
            var numbers = (await reader.ReadLineAsync(cancellation) ?? throw new LoadException("the server ended while it told of its heap")).Split(' ');
            return new ManagedHeap(Long(numbers[0]), Long(numbers[1]), [.. numbers[2..5].Select(static number => (int)Long(number))], double.Parse(numbers[5], CultureInfo.InvariantCulture), Long(numbers[6]));
        }
        catch (Exception failure) when (failure is TimeoutException or IOException)
        {
            throw new LoadException($"the server does not tell of its heap: {failure.Message}", failure);
        }
    }

    private static long Long(string number) => long.Parse(number, CultureInfo.InvariantCulture);
}
