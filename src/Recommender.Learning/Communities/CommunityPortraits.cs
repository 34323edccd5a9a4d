using Recommender.Learning.Data;

namespace Recommender.Learning.Communities;

/// <summary>Says of each community what it chooses more than all members do.</summary>
internal sealed class CommunityPortraits
{
    private readonly Dataset _dataset;
    private readonly TasteCommunityOptions _options;
    private readonly CommunityMembers _members;
    private readonly CommunityCount _all;

    public CommunityPortraits(Dataset dataset, CommunityMembers members, TasteCommunityOptions options)
    {
        (_dataset, _members, _options, _all) = (dataset, members, options, new CommunityCount(dataset, options));
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
            var part = own.Total / Math.Max(_all.Total, double.Epsilon);
            tags[community] = Strongest(own.Tags, own.MembersOfTag, _all.Tags, part, _options.Tags);
            favourites[community] = Strongest(own.Titles, own.MembersOfTitle, _all.Titles, part, _options.Favourites);
            return own;
        }, static _ => { });
        return (tags, favourites);
    }

    private Told[] Strongest(double[] own, int[] members, double[] all, double part, int most)
    {
        var best = new PriorityQueue<int, (double, int)>();
        for (var row = 0; row < own.Length; row++)
        {
            if (members[row] < _options.LeastMembers) continue;
            var bound = Lift.Bound(own[row], part * all[row]);
            if (bound <= 1) continue;
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
