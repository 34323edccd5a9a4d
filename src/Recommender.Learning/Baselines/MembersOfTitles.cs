using Recommender.Learning.Data;

namespace Recommender.Learning.Baselines;

/// <summary>Interactions the other way round: the members of each title, ascending.</summary>
internal sealed class MembersOfTitles
{
    private readonly int[] _offsets;
    private readonly int[] _members;

    public MembersOfTitles(Interactions interactions)
    {
        _offsets = new int[interactions.TitleCount + 1];
        _members = new int[interactions.Count];
        foreach (var title in interactions.Titles) _offsets[title + 1]++;
        for (var title = 0; title < interactions.TitleCount; title++) _offsets[title + 1] += _offsets[title];
        var next = _offsets.AsSpan(..^1).ToArray();
        for (var member = 0; member < interactions.MemberCount; member++)
        {
            foreach (var title in interactions[member].Titles) _members[next[title]++] = member;
        }
    }

    public ReadOnlySpan<int> this[int title] => _members.AsSpan(_offsets[title].._offsets[title + 1]);

    public int Count(int title) => _offsets[title + 1] - _offsets[title];
}
