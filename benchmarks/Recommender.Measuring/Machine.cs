using System.Runtime.InteropServices;
using System.Text;

namespace Recommender.Measuring;

/// <summary>Where a measurement was made, as far as it matters to who compares two of them.</summary>
/// <param name="Processor">Model name.</param>
/// <param name="Cores">Logical processors that this program may use.</param>
/// <param name="Kernel">Operating system and version.</param>
/// <param name="Runtime">.NET and version.</param>
public sealed record Machine(string Processor, int Cores, string Kernel, string Runtime)
{
    private const string ModelNameKey = "model name";

    /// <summary>The model name as a folder name: "AMD EPYC" is "amd-epyc".</summary>
    public string Slug => ToSlug(Processor);

    /// <summary>This machine.</summary>
    public static Machine Here() =>
        new(ReadProcessor(), Environment.ProcessorCount, ReadKernel(), RuntimeInformation.FrameworkDescription);

    private static string ReadKernel() =>
        $"Linux {File.ReadAllText("/proc/sys/kernel/osrelease").Trim()}, {RuntimeInformation.OSDescription}";

    private static string ReadProcessor() =>
        File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith(ModelNameKey, StringComparison.Ordinal)) is { } line
            ? line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()
            : $"unknown {RuntimeInformation.ProcessArchitecture}";

    private static string ToSlug(string name)
    {
        var slug = new StringBuilder();
        foreach (var letter in name.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(letter)) slug.Append(letter);
            else if (slug.Length > 0 && slug[^1] != '-') slug.Append('-');
        }

        return slug.ToString().TrimEnd('-');
    }
}
