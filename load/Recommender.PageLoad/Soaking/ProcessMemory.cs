using System.Globalization;

namespace Recommender.PageLoad.Soaking;

/// <summary>Memory of a process, from <c>/proc</c>, in bytes.</summary>
/// <param name="Resident">In memory.</param>
/// <param name="Own">Of these, what no file backs: heaps and stacks.</param>
/// <param name="Mapped">Of these, pages of files, which the system takes back when it needs them.</param>
internal readonly record struct ProcessMemory(long Resident, long Own, long Mapped)
{
    /// <summary>Reads it.</summary>
    /// <exception cref="LoadException">There is no such process.</exception>
    public static ProcessMemory Of(int process)
    {
        try
        {
            var lines = File.ReadAllLines($"/proc/{process}/status");
            return new(Kilobytes(lines, "VmRSS:"), Kilobytes(lines, "RssAnon:"), Kilobytes(lines, "RssFile:"));
        }
        catch (IOException failure)
        {
            throw new LoadException($"there is no process {process}: {failure.Message}", failure);
        }
    }

    private static long Kilobytes(string[] lines, string name) =>
        lines.FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal)) is { } line
            ? 1024 * long.Parse(line[name.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture)
            : throw new LoadException($"the process has ended: its status says nothing of {name}");
}
