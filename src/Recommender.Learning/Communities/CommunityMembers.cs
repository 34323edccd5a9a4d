namespace Recommender.Learning.Communities;

/// <summary>The members of each community with their weights, members ascending: the memberships turned round.</summary>
internal sealed class CommunityMembers
{
    private readonly int[] _offsets;
    private readonly int[] _members;
    private readonly float[] _weights;

    /// <summary>Turns memberships round.</summary>
    /// <param name="communities">Of each member the communities, shape (members, each).</param>
    /// <param name="weights">How much, of the same shape; 0 where there is no membership.</param>
    /// <param name="each">Memberships of a member.</param>
    /// <param name="count">Number of communities.</param>
    public CommunityMembers(int[] communities, float[] weights, int each, int count)
    {
        _offsets = new int[count + 1];
        for (var i = 0; i < communities.Length; i++)
            if (weights[i] > 0) _offsets[communities[i] + 1]++;
        for (var i = 0; i < count; i++) _offsets[i + 1] += _offsets[i];

        (_members, _weights) = (new int[_offsets[count]], new float[_offsets[count]]);
        var next = _offsets[..count];
        for (var i = 0; i < communities.Length; i++)
        {
            if (!(weights[i] > 0)) continue;
            var at = next[communities[i]]++;
            (_members[at], _weights[at]) = (i / each, weights[i]);
        }
    }

    public ReadOnlySpan<int> Members(int community) => _members.AsSpan(_offsets[community].._offsets[community + 1]);

    public ReadOnlySpan<float> Weights(int community) => _weights.AsSpan(_offsets[community].._offsets[community + 1]);

    /// <summary>The sum of the weights.</summary>
    public double Size(int community)
    {
        var sum = 0.0;
        foreach (var weight in Weights(community)) sum += weight;
        return sum;
    }
}
