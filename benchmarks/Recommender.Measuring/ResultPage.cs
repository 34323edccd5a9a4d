using System.Text;

namespace Recommender.Measuring;

/// <summary>A page of results that runs write, a section each; a run of the same heading takes its place.</summary>
/// <param name="FileName">Of the page.</param>
/// <param name="Opening">What stands above the sections: the title, and what one must know to read them.</param>
public sealed record ResultPage(string FileName, string Opening)
{
    private const string Heading = "## ";

    /// <summary>Writes sections below a folder, under the name of the processor; other sections stay as they are.</summary>
    /// <param name="results">The folder.</param>
    /// <param name="machine">Where it was measured.</param>
    /// <param name="sections">Each begins with its heading, of the second level.</param>
    /// <param name="order">Headings in their order on the page; those that are not among them follow.</param>
    /// <returns>The file.</returns>
    public string Write(DirectoryInfo results, Machine machine, IEnumerable<string> sections, IReadOnlyList<string>? order = null)
    {
        var file = Path.Combine(results.CreateSubdirectory(machine.Slug).FullName, FileName);
        var all = File.Exists(file) ? Sections(File.ReadAllText(file)) : [];
        foreach (var section in sections)
        {
            var at = all.FindIndex(kept => HeadingOf(kept) == HeadingOf(section));
            if (at < 0) all.Add(section);
            else all[at] = section;
        }

        var text = new StringBuilder(Opening);
        foreach (var section in all.OrderBy(section => PlaceOf(HeadingOf(section), order ?? []))) text.AppendLine().AppendLine(section.Trim());
        File.WriteAllText(file, text.ToString());
        return file;
    }

    private static List<string> Sections(string page) => [.. page.Split("\n" + Heading).Skip(1).Select(static section => Heading + section)];

    private static string HeadingOf(string section) => section.Split('\n')[0].TrimEnd();

    private static int PlaceOf(string heading, IReadOnlyList<string> order)
    {
        for (var place = 0; place < order.Count; place++)
            if (order[place] == heading) return place;
        return order.Count;
    }
}
