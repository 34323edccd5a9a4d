using Recommender.Learning.Data;
using Recommender.Learning.Wording;

namespace Recommender.Learning.Communities;

/// <summary>Says of each community what it chooses more than all members do.</summary>
internal sealed class CommunityPortraits
{
    private readonly Dataset _dataset;
    private readonly TasteCommunityOptions _options;
    private readonly CommunityMembers _members;
    private readonly CommunityCount _all;
    private readonly bool[] _isGenre;

    public CommunityPortraits(Dataset dataset, CommunityMembers members, TasteCommunityOptions options)
    {
        (_dataset, _members, _options, _all) = (dataset, members, options, new CommunityCount(dataset, options));
        _isGenre = [.. dataset.Tags.Select(static tag => Words.Default.Read(tag)?.Kind == TermKind.Genre)];
        for (var member = 0; member < dataset.Interactions.MemberCount; member++) _all.Add(member, 1);
    }

    /// <summary>Tags and titles of all communities, those that chance explains least first.</summary>
    /// <remarks>Each community is counted by one thread in the order of its members, so the result does not depend on threads.</remarks>
    public (Told[][] Tags, Told[][] Favourites) Paint(int count, CancellationToken cancellation)
    {
        var (tags, favourites) = (new Told[count][], new Told[count][]);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = _options.Threads ?? Environment.ProcessorCount, CancellationToken = cancellation };
        Parallel.For(0, count, parallel, () => new CommunityCount(_dataset, _options), (community, _, own) =>
        {
            own.Clear();
            var members = _members.Members(community);
            var weights = _members.Weights(community);
            for (var i = 0; i < members.Length; i++) own.Add(members[i], weights[i]);
            own.FindLeaders();
            var part = own.Total / Math.Max(_all.Total, double.Epsilon);
            tags[community] = Strongest(own.Tags, own.LeaderOfTag, own.MembersOfTag, _all.Tags, part, _options.Tags);
            favourites[community] = Strongest(own.Titles, leaders: null, own.MembersOfTitle, _all.Titles, part, _options.Favourites);
            return own;
        }, static _ => { });
        return (tags, favourites);
    }

    // Who all saw one film have not chosen its actors or where it is set, but they have chosen what sort of film it is: all but
    // genres is told only for what it has without its first title.
    private Told[] Strongest(double[] own, double[]? leaders, int[] members, double[] all, double part, int most)
    {
        var best = new PriorityQueue<int, (double, int)>();
        for (var row = 0; row < own.Length; row++)
        {
            if (members[row] < _options.LeastMembers) continue;
            var counted = leaders is null || _isGenre[row] ? own[row] : Math.Max(0, own[row] - leaders[row]);
            var bound = Lift.Bound(counted, part * all[row]);
            if (!(bound > 1)) continue;
            best.Enqueue(row, (bound, -row));
            if (best.Count > most) best.Dequeue();
        }

        var told = new Told[best.Count];
        for (var i = told.Length - 1; i >= 0; i--)
        {
            var row = best.Dequeue();
            told[i] = new Told(row, (float)Lift.Of(own[row], part * all[row]));
        }

        return told;
    }
}
