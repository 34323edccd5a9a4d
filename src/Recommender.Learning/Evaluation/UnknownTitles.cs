using Recommender.Learning.Data;

namespace Recommender.Learning.Evaluation;

/// <summary>Titles that are asked for though nobody in training has them.</summary>
public static class UnknownTitles
{
    /// <summary>Counts them, and leaves everything as it is: a model that does not know a title from elsewhere misses it.</summary>
    public static Split Keep(Split split)
    {
        ArgumentNullException.ThrowIfNull(split);
        var known = Known(split.Training);
        var unknown = 0;
        for (var at = 0; at < split.Cases.Count; at++)
        {
            foreach (var title in split.Cases.Relevant(at)) unknown += known[title] ? 0 : 1;
        }

        return unknown == 0 ? split : split with { Notes = [.. split.Notes, $"{unknown} of {split.Cases.RelevantCount} titles asked for are nobody's in training: kept, so models that know nothing of them miss them"] };
    }

    /// <summary>Asks for them no more, nor for cases that ask for nothing else.</summary>
    /// <exception cref="InvalidDataException">No case is left.</exception>
    public static Split Drop(Split split)
    {
        ArgumentNullException.ThrowIfNull(split);
        var known = Known(split.Training);
        var cases = split.Cases;
        var (members, relevant, candidates) = (new List<int>(), new List<int[]>(), new List<int[]>());
        for (var at = 0; at < cases.Count; at++)
        {
            var left = Array.FindAll(cases.Relevant(at).ToArray(), title => known[title]);
            if (left.Length == 0) continue;
            members.Add(cases.Member(at));
            relevant.Add(left);
            if (cases.HasCandidates) candidates.Add(cases.Candidates(at).ToArray());
        }

        var kept = new TitleLists(relevant);
        if (kept.TitleCount == cases.RelevantCount) return split;
        if (members.Count == 0) throw new InvalidDataException($"none of the {cases.RelevantCount} titles asked for is anybody's in training; no case is left");
        var note = $"{cases.RelevantCount - kept.TitleCount} titles asked for are nobody's in training: dropped, and with them {cases.Count - members.Count} cases";
        return new(split.Training, new(cases.Histories, [.. members], kept, cases.HasCandidates ? new TitleLists(candidates) : null), [.. split.Notes, note]);
    }

    private static bool[] Known(Interactions training)
    {
        var known = new bool[training.TitleCount];
        foreach (var title in training.Titles) known[title] = true;
        return known;
    }
}
