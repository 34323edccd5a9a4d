using System.Globalization;
using System.Text.RegularExpressions;

namespace Recommender.Load.Driving;

/// <summary>What h2load says about one run.</summary>
/// <param name="RequestsPerSecond">Throughput.</param>
/// <param name="Succeeded">Requests with a status below 400.</param>
/// <param name="Ok">Answers with a status of 2xx.</param>
/// <param name="DataBytes">Bytes of all DATA frames' payloads.</param>
internal sealed partial record H2LoadResult(double RequestsPerSecond, long Succeeded, long Ok, long DataBytes)
{
    private const RegexOptions Lines = RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;
    private const int TimeoutMilliseconds = 1000;

    /// <summary>Reads the summary that h2load prints.</summary>
    /// <exception cref="DriverException">A line is missing.</exception>
    public static H2LoadResult Parse(string output) => new(
        double.Parse(Only(FinishedLine(), output), CultureInfo.InvariantCulture),
        long.Parse(Only(RequestsLine(), output), CultureInfo.InvariantCulture),
        long.Parse(Only(StatusLine(), output), CultureInfo.InvariantCulture),
        long.Parse(Only(TrafficLine(), output), CultureInfo.InvariantCulture));

    /// <summary>Refuses a run of which a single call was not answered, or not with every byte.</summary>
    /// <exception cref="DriverException">It was so.</exception>
    public void Check(long requests, int answerLength)
    {
        if (Succeeded != requests || Ok != requests)
            throw new DriverException($"of {requests} requests {Succeeded} succeeded, {Ok} with a status of 2xx");
        if (DataBytes != requests * answerLength)
            throw new DriverException($"{requests} answers of {answerLength} bytes came with {DataBytes} bytes of data");
    }

    private static string Only(Regex line, string output) =>
        line.Match(output) is { Success: true } match
            ? match.Groups["number"].Value
            : throw new DriverException($"h2load printed no line like '{line}':\n{output}");

    [GeneratedRegex(@"^finished in .*, (?<number>[0-9.]+) req/s", Lines, TimeoutMilliseconds)]
    private static partial Regex FinishedLine();

    [GeneratedRegex(@"^requests: .* (?<number>[0-9]+) succeeded, 0 failed, 0 errored, 0 timeout", Lines, TimeoutMilliseconds)]
    private static partial Regex RequestsLine();

    [GeneratedRegex(@"^status codes: (?<number>[0-9]+) 2xx", Lines, TimeoutMilliseconds)]
    private static partial Regex StatusLine();

    [GeneratedRegex(@"^traffic: .*\((?<number>[0-9]+)\) data", Lines, TimeoutMilliseconds)]
    private static partial Regex TrafficLine();
}
