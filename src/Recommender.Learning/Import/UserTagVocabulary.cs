using System.Globalization;
using System.Text;
using Recommender.Learning.Data;

namespace Recommender.Learning.Import;

/// <summary>What viewers mean by their tags, however they write them: the lines of UserTags.txt.</summary>
internal static class UserTagVocabulary
{
    private const string Junk = "junk";

    private static readonly Lazy<Dictionary<string, Tag?>> Meanings = new(Load);

    /// <summary>What is the same in writings that differ in case, hyphens, quotes and spaces.</summary>
    public static string KeyOf(string written)
    {
        var key = new StringBuilder(written.Length);
        foreach (var character in written.ToLowerInvariant())
        {
            if (character is '\'' or '"' or '’' or '.' or '?' or '!') continue;
            var isGap = char.IsWhiteSpace(character) || character is '-' or '_' or '/' or ',' or ';';
            if (!isGap) key.Append(character);
            else if (key.Length > 0 && key[^1] != ' ') key.Append(' ');
        }

        return key.ToString().TrimEnd();
    }

    /// <summary>The meaning of a key; false where it is not listed, null where it is junk.</summary>
    public static bool TryFind(string key, out Tag? tag) => Meanings.Value.TryGetValue(key, out tag);

    /// <summary>A tag that is not listed, as people read it: as it is written where it has capitals, else with a capital for each word.</summary>
    public static Tag Unlisted(string written)
    {
        var name = string.Join(' ', written.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return new Tag(TagGroups.Theme, name.Any(char.IsUpper) ? name : CultureInfo.InvariantCulture.TextInfo.ToTitleCase(name));
    }

    private static Dictionary<string, Tag?> Load()
    {
        var meanings = new Dictionary<string, Tag?>(StringComparer.Ordinal);
        using var stream = typeof(UserTagVocabulary).Assembly.GetManifestResourceStream("Recommender.Learning.Import.UserTags.txt")!;
        using var lines = new StreamReader(stream);
        while (lines.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#') continue;
            var (group, rest) = Split(line, ':');
            if (group == Junk)
            {
                foreach (var written in rest.Split(", ")) meanings[KeyOf(written)] = null;
                continue;
            }

            var (name, others) = Split(rest, '=');
            var tag = new Tag(group, name);
            foreach (var written in others.Split(", ").Prepend(name)) meanings[KeyOf(written)] = tag;
        }

        meanings[""] = null;
        return meanings;
    }

    private static (string Before, string After) Split(string text, char at) =>
        text.IndexOf(at, StringComparison.Ordinal) is >= 0 and var index ? (text[..index].Trim(), text[(index + 1)..].Trim()) : (text, "");
}
