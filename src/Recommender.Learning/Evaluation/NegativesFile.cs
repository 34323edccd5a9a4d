namespace Recommender.Learning.Evaluation;

/// <summary>Reads the titles that a member's are ranked among: lines of <c>(member,title)</c>, then, after tabs, titles that the member never had.</summary>
/// <remarks>The format of the data of He et al., "Neural Collaborative Filtering", WWW 2017.</remarks>
public static class NegativesFile
{
    /// <summary>Reads a file.</summary>
    /// <returns>By member's id, ids of titles, without the one in brackets.</returns>
    /// <exception cref="InvalidDataException">A line is no such; the message has its number.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Read(string path)
    {
        var negatives = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (line.Length == 0) continue;
            var fields = line.TrimEnd('\r').Split('\t', StringSplitOptions.RemoveEmptyEntries);
            var pair = fields[0].Trim('(', ')').Split(',');
            if (fields.Length < 2 || pair.Length != 2 || fields[0][0] != '(') throw new InvalidDataException($"{path}, line {number}: '{Shortened(line)}' is not (member,title) and titles after tabs");
            if (!negatives.TryAdd(pair[0].Trim(), fields[1..])) throw new InvalidDataException($"{path}, line {number}: member '{pair[0].Trim()}' has a line before");
        }

        return negatives;
    }

    private static string Shortened(string line) => line.Length <= 60 ? line : $"{line[..60]}…";
}
