using Recommender.Learning.Data;

namespace Recommender.Learning.Evaluation;

/// <summary>What is asked of a model: for each case one member's history, and the titles that should be found. Immutable; safe from many threads.</summary>
public sealed class TestCases
{
    private readonly int[] _members;
    private readonly TitleLists _relevant;
    private readonly TitleLists? _candidates;

    /// <summary>Puts cases together.</summary>
    /// <param name="histories">What models may see of the members.</param>
    /// <param name="members">The member of each case, a row of <paramref name="histories"/>, shape (cases).</param>
    /// <param name="relevant">The titles to be found, by case: at least one each.</param>
    /// <param name="candidates">The titles to be ranked, by case, all relevant ones among them; null: all titles that the history lacks.</param>
    /// <exception cref="InvalidDataException">The parts do not fit; the message says which.</exception>
    public TestCases(Interactions histories, int[] members, TitleLists relevant, TitleLists? candidates = null)
    {
        ArgumentNullException.ThrowIfNull(histories);
        ArgumentNullException.ThrowIfNull(members);
        ArgumentNullException.ThrowIfNull(relevant);
        (Histories, _members, _relevant, _candidates) = (histories, members, relevant, candidates);
        if (relevant.Count != members.Length) throw new InvalidDataException($"there are {members.Length} cases and relevant titles of {relevant.Count}");
        if (candidates is not null && candidates.Count != members.Length) throw new InvalidDataException($"there are {members.Length} cases and candidates of {candidates.Count}");
        for (var at = 0; at < Count; at++) Check(at);
    }

    /// <summary>Number of cases.</summary>
    public int Count => _members.Length;

    /// <summary>What models may see of the members.</summary>
    public Interactions Histories { get; }

    /// <summary>Whether each case names the titles to be ranked.</summary>
    public bool HasCandidates => _candidates is not null;

    /// <summary>The member of a case, a row of <see cref="Histories"/>.</summary>
    public int Member(int at) => _members[at];

    /// <summary>What models may see of the member of a case.</summary>
    public MemberHistory History(int at) => Histories[_members[at]];

    /// <summary>The titles to be found in a case.</summary>
    public ReadOnlySpan<int> Relevant(int at) => _relevant[at];

    /// <summary>The titles to be ranked in a case; empty where these are all that the history lacks.</summary>
    public ReadOnlySpan<int> Candidates(int at) => _candidates is null ? [] : _candidates[at];

    /// <summary>Number of relevant titles in all cases.</summary>
    public int RelevantCount => _relevant.TitleCount;

    private void Check(int at)
    {
        if ((uint)_members[at] >= (uint)Histories.MemberCount) throw new InvalidDataException($"case {at} is of member {_members[at]}; allowed 0..{Histories.MemberCount - 1}");
        if (Relevant(at).IsEmpty) throw new InvalidDataException($"case {at}, member {_members[at]}, has no relevant title");
        foreach (var title in Relevant(at)) CheckRelevant(at, title);
        foreach (var title in Candidates(at))
        {
            if ((uint)title >= (uint)Histories.TitleCount) throw new InvalidDataException($"case {at} has candidate {title}; allowed 0..{Histories.TitleCount - 1}");
        }
    }

    private void CheckRelevant(int at, int title)
    {
        if ((uint)title >= (uint)Histories.TitleCount) throw new InvalidDataException($"case {at} has relevant title {title}; allowed 0..{Histories.TitleCount - 1}");
        if (Relevant(at).Count(title) > 1) throw new InvalidDataException($"case {at} has relevant title {title} twice");
        if (HasCandidates && !Candidates(at).Contains(title)) throw new InvalidDataException($"case {at} has relevant title {title}, which is not among its candidates");
        if (!HasCandidates && History(at).Titles.Contains(title)) throw new InvalidDataException($"case {at} has relevant title {title}, which its history has too");
    }
}
