using Recommender.Learning.Data;

namespace Recommender.Learning.Communities;

/// <summary>What some members chose, by title and by tag. For one thread; cleared to be used again.</summary>
internal sealed class CommunityCount(Dataset dataset, TasteCommunityOptions options)
{
    private readonly float _likedFrom = options.LikedFrom ?? float.NegativeInfinity;
    private readonly int[] _lastOfTag = new int[dataset.Tags.Count];
    private int _members;

    /// <summary>Weighted choices, by title.</summary>
    public double[] Titles { get; } = new double[dataset.Titles.Count];

    /// <summary>Members who chose it, by title.</summary>
    public int[] MembersOfTitle { get; } = new int[dataset.Titles.Count];

    /// <summary>Weighted choices of titles with it, times its weight there, by tag.</summary>
    public double[] Tags { get; } = new double[dataset.Tags.Count];

    /// <summary>The most that one title adds to <see cref="Tags"/>, by tag; once <see cref="FindLeaders"/> has run.</summary>
    public double[] LeaderOfTag { get; } = new double[dataset.Tags.Count];

    /// <summary>Members who chose a title with it, by tag.</summary>
    public int[] MembersOfTag { get; } = new int[dataset.Tags.Count];

    /// <summary>All weighted choices.</summary>
    public double Total { get; private set; }

    public void Clear()
    {
        Array.Clear(Titles);
        Array.Clear(MembersOfTitle);
        Array.Clear(Tags);
        Array.Clear(MembersOfTag);
        Array.Clear(_lastOfTag);
        Array.Clear(LeaderOfTag);
        (Total, _members) = (0, 0);
    }

    /// <summary>Adds a member's choices: each event that was liked counts alike, all together no more than the options allow.</summary>
    public void Add(int member, float weight)
    {
        var history = dataset.Interactions[member];
        var liked = 0;
        foreach (var value in history.Values) liked += value >= _likedFrom ? 1 : 0;
        if (liked == 0) return;

        _members++;
        var each = weight * Math.Min(1, (double)options.EventsEach / liked);
        for (var i = 0; i < history.Count; i++)
            if (history.Values[i] >= _likedFrom) Add(history.Titles[i], each);
        Total += each * liked;
    }

    /// <summary>Finds the title that each tag owes most to.</summary>
    public void FindLeaders()
    {
        for (var title = 0; title < Titles.Length; title++)
        {
            if (Titles[title] == 0) continue;
            var tags = dataset.Titles[title].Tags;
            for (var i = 0; i < tags.Count; i++) LeaderOfTag[tags[i].Tag] = Math.Max(LeaderOfTag[tags[i].Tag], Titles[title] * tags[i].Weight);
        }
    }

    private void Add(int title, double weight)
    {
        Titles[title] += weight;
        MembersOfTitle[title]++;
        var tags = dataset.Titles[title].Tags;
        for (var i = 0; i < tags.Count; i++)
        {
            var (tag, tagWeight) = tags[i];
            Tags[tag] += weight * tagWeight;
            if (_lastOfTag[tag] == _members) continue;
            _lastOfTag[tag] = _members;
            MembersOfTag[tag]++;
        }
    }
}
