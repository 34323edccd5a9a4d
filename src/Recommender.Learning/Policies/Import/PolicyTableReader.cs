using System.Globalization;
using System.Text;
using Recommender.Learning.Import;

namespace Recommender.Learning.Policies.Import;

/// <summary>Reads a policy from a table with the columns <c>action</c>, <c>probability</c> and, where positions differ, <c>position</c>.</summary>
public static class PolicyTableReader
{
    /// <summary>Reads one.</summary>
    /// <param name="path">The file, comma-separated, with a header.</param>
    /// <param name="name">The policy's name.</param>
    /// <exception cref="InvalidDataException">The file is no such table; the message says where and what is allowed.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static TablePolicy Read(string path, string name)
    {
        var context = new ImportContext(new() { Strict = true }, CancellationToken.None);
        using var reader = RecordReader.Open(path, RecordFormat.Csv, context);
        var (action, probability, position) = (reader.Find("action"), reader.Find("probability"), reader.Has("position") ? reader.Find("position") : -1);
        var weights = new List<(string, string, double)>();
        while (reader.Read())
        {
            if (!double.TryParse(reader[probability], NumberStyles.Float, CultureInfo.InvariantCulture, out var weight) || !(weight >= 0 && double.IsFinite(weight)))
                reader.Refuse("probability", reader[probability], "a number from 0");
            weights.Add((position < 0 ? "" : Encoding.UTF8.GetString(reader[position]), Encoding.UTF8.GetString(reader[action]), weight));
        }

        return new(name, weights);
    }
}
