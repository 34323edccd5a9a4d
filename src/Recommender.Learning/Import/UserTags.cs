using Recommender.Learning.Data;

namespace Recommender.Learning.Import;

/// <summary>Makes tags of what viewers wrote.</summary>
internal static class UserTags
{
    // One viewer may err; three who say the same do not.
    private static readonly float[] WeightOfCount = [0, 0.6f, 0.8f, 1];

    // A tag that the vocabulary does not know must at least have been meant for some films.
    private const int LeastTitlesOfUnlisted = 3;

    /// <summary>Adds cleaned tags to titles: writings of the same meaning become one, what says nothing of the film goes.</summary>
    /// <param name="written">Title and text, one for each time that a viewer wrote it.</param>
    /// <param name="find">The title that an id of these means; null where there is none.</param>
    /// <param name="leastSupport">Fewest titles that a tag must belong to.</param>
    public static void AddTo(IEnumerable<(string Title, string Text)> written, Func<string, TitleDraft?> find, int leastSupport)
    {
        var counts = new Dictionary<(TitleDraft Title, string Key), int>();
        var writings = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (id, text) in written)
        {
            if (find(id) is not { } title) continue;
            var key = UserTagVocabulary.KeyOf(text);
            counts[(title, key)] = counts.GetValueOrDefault((title, key)) + 1;
            writings.TryAdd(key, text);
        }

        var titlesOfKey = counts.Keys.CountBy(static cell => cell.Key).ToDictionary(StringComparer.Ordinal);
        foreach (var byTag in counts.Select(cell => (cell.Key.Title, Tag: Meaning(cell.Key.Key, writings, titlesOfKey), Count: cell.Value))
                     .Where(static cell => cell.Tag is not null)
                     .GroupBy(static cell => cell.Tag!))
        {
            var titles = byTag.GroupBy(static cell => cell.Title, static cell => cell.Count).ToArray();
            if (titles.Length < leastSupport) continue;
            foreach (var title in titles) title.Key.Add(byTag.Key, WeightOfCount[Math.Min(WeightOfCount.Length - 1, title.Sum())]);
        }
    }

    private static Tag? Meaning(string key, Dictionary<string, string> writings, Dictionary<string, int> titlesOfKey)
    {
        if (UserTagVocabulary.TryFind(key, out var tag)) return tag;
        return titlesOfKey[key] >= LeastTitlesOfUnlisted ? UserTagVocabulary.Unlisted(writings[key]) : null;
    }
}
