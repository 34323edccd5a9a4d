using System.Globalization;

namespace Recommender.PageLoad.Driving;

/// <summary>Processor time of a process, from <c>/proc</c>.</summary>
internal static class ProcessorTime
{
    private const double TicksPerSecond = 100;   // USER_HZ, the same on every Linux

    /// <summary>Time in user and system mode since it started, in seconds, in steps of 10 ms.</summary>
    /// <exception cref="LoadException">There is no such process.</exception>
    public static double Of(int process)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{process}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');   // the name may have spaces
            return (Number(fields[11]) + Number(fields[12])) / TicksPerSecond;
        }
        catch (IOException failure)
        {
            throw new LoadException($"there is no process {process}: {failure.Message}", failure);
        }
    }

    private static double Number(string field) => double.Parse(field, CultureInfo.InvariantCulture);
}
