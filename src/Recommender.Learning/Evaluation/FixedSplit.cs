using Recommender.Learning.Data;

namespace Recommender.Learning.Evaluation;

/// <summary>A split that files give, joined by ids.</summary>
/// <remarks>
/// Titles and members are those of the training file first, then what the others add. A case is a member of the test file;
/// its history is the member's in the training file, with what the fold-in file adds. Which of what is asked is in the history
/// already is not asked, and counted.
/// </remarks>
public static class FixedSplit
{
    /// <summary>Joins files.</summary>
    /// <param name="training">What is learnt from.</param>
    /// <param name="test">What is asked for.</param>
    /// <param name="foldIn">Histories of members who are asked and not learnt from; may be null.</param>
    /// <param name="negatives">Ids of the titles that a member's are ranked among, by member; null for all titles.</param>
    /// <exception cref="InvalidDataException">No case is left, or a member of the test file has no negatives.</exception>
    /// <returns>The split, and the titles that it numbers.</returns>
    public static (Split Split, IReadOnlyList<Title> Titles) Of(
        Dataset training, Dataset test, Dataset? foldIn = null, IReadOnlyDictionary<string, IReadOnlyList<string>>? negatives = null)
    {
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(test);
        var join = new IdJoin();
        foreach (var dataset in new[] { training, foldIn, test }) join.Add(dataset);
        if (negatives is not null) join.AddTitles(negatives.Values.SelectMany(static ids => ids));

        var learnt = join.Renumber([training]);
        var histories = foldIn is null ? learnt : join.Renumber([training, foldIn]);
        var split = Ask(learnt, histories, join.Renumber([test]), join, negatives);
        return (split, join.Titles);
    }

    private static Split Ask(Interactions learnt, Interactions histories, Interactions asked, IdJoin join, IReadOnlyDictionary<string, IReadOnlyList<string>>? negatives)
    {
        var (members, relevant, candidates) = (new List<int>(), new List<int[]>(), new List<int[]>());
        var known = 0;
        for (var member = 0; member < asked.MemberCount; member++)
        {
            var had = new HashSet<int>(histories[member].Titles.ToArray());
            var titles = Array.FindAll(asked[member].Titles.ToArray(), title => !had.Contains(title));
            known += asked[member].Count - titles.Length;
            if (titles.Length == 0) continue;
            members.Add(member);
            relevant.Add(titles);
            if (negatives is not null) candidates.Add([.. titles.Union(Negatives(member, join, negatives))]);
        }

        if (members.Count == 0) throw new InvalidDataException($"the test file asks for nothing that histories lack ({known} of its interactions are in them)");
        if (learnt.Count == 0) throw new InvalidDataException("the training file has no interactions");
        List<string> notes = known == 0 ? [] : [$"{known} interactions of the test file are in the histories already: not asked"];
        return new(learnt, new(histories, [.. members], new TitleLists(relevant), negatives is null ? null : new TitleLists(candidates)), notes);
    }

    private static IEnumerable<int> Negatives(int member, IdJoin join, IReadOnlyDictionary<string, IReadOnlyList<string>> negatives) =>
        negatives.TryGetValue(join.Members[member], out var ids)
            ? ids.Select(join.TitleRow)
            : throw new InvalidDataException($"member '{join.Members[member]}' is asked and has no line in the file of negatives");
}
