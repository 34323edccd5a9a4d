using System.Globalization;
using Recommender.Learning.Import;

namespace Recommender.Cli.Import;

/// <summary>Says what was refused.</summary>
internal static class RefusalReport
{
    public static void Write(TextWriter output, RefusalLog refusals)
    {
        if (refusals.Count == 0) return;
        var fields = string.Join(", ", refusals.ByField.Select(static field => string.Create(CultureInfo.InvariantCulture, $"{field.Key} {field.Value:N0}")));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"refused {refusals.Count:N0} ({fields}); the first:"));
        foreach (var refusal in refusals.First) output.WriteLine($"  {refusal}");
    }
}
