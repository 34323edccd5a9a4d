using System.Globalization;
using System.Text;
using Recommender.Learning.Data;
using Recommender.Learning.Wording;

namespace Recommender.Learning.Personas;

/// <summary>Reads <c>personas.txt</c> over a catalogue's tags.</summary>
internal static class PersonaWords
{
    /// <summary>Names of the personas, and by tag the ones that it speaks for, each with its weight in (0, 1].</summary>
    public static (string[] Names, List<(int Persona, float Weight)>[] OfTag) Read(IReadOnlyList<Tag> tags, Words words)
    {
        var personas = Lines().ToArray();
        var meant = tags.Select(tag => words.Read(tag) is { Kind: not TermKind.Person } term ? term.Name : null).ToArray();
        var ofTag = new List<(int Persona, float Weight)>[tags.Count];
        for (var tag = 0; tag < ofTag.Length; tag++)
        {
            ofTag[tag] = [];
            for (var persona = 0; persona < personas.Length; persona++)
            {
                if (meant[tag] is { } name && personas[persona].Weights.TryGetValue(name, out var weight)) ofTag[tag].Add((persona, weight));
            }
        }

        return ([.. personas.Select(static persona => persona.Name)], ofTag);
    }

    private static IEnumerable<(string Name, Dictionary<string, float> Weights)> Lines()
    {
        using var stream = typeof(PersonaWords).Assembly.GetManifestResourceStream("personas.txt") ?? throw new InvalidOperationException("the assembly was built without personas.txt");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#') continue;
            var columns = line.Split('|', StringSplitOptions.TrimEntries);
            var weights = new Dictionary<string, float>(StringComparer.Ordinal);
            // Words that read alike are one: the first one's weight holds.
            foreach (var entry in columns[1].Split(';', StringSplitOptions.TrimEntries)) weights.TryAdd(Word(entry), Weight(entry));
            yield return (columns[0], weights);
        }
    }

    // "space opera 0.8": a word, and its weight behind the last space.
    private static string Word(string entry) => Words.Default.OwnName(entry[..entry.LastIndexOf(' ')]);

    private static float Weight(string entry) => float.Parse(entry.AsSpan(entry.LastIndexOf(' ') + 1), NumberStyles.Float, CultureInfo.InvariantCulture);
}
