namespace Recommender.Learning.Communities;

/// <summary>How taste communities are learnt.</summary>
public sealed record TasteCommunityOptions
{
    /// <summary>Most communities, from 1.</summary>
    public int Most { get; init; } = 2000;

    /// <summary>Members for each community, from 1: fewer members give fewer communities, but always one.</summary>
    public int MembersEach { get; init; } = 50;

    /// <summary>Communities that a member belongs to, from 1: the strongest few.</summary>
    public int Memberships { get; init; } = 3;

    /// <summary>Interactions of a lower value are no liking and are left out; null where each is one.</summary>
    public float? LikedFrom { get; init; }

    /// <summary>A member's events count like no more than so many, from 1, so that a few who watch all day do not speak for their community.</summary>
    public int EventsEach { get; init; } = 50;

    /// <summary>Members of a community who must have chosen a title, or a title with a tag, for it to be told of them. From 1.</summary>
    public int LeastMembers { get; init; } = 3;

    /// <summary>Favourite titles to keep of each community, from 0.</summary>
    public int Favourites { get; init; } = 20;

    /// <summary>Tags to keep of each community, from 0: those with the highest lift that chance does not explain.</summary>
    public int Tags { get; init; } = 20;

    /// <summary>What titles are called in descriptions where no genre gives a noun, in the plural.</summary>
    public string Noun { get; init; } = "movies";

    /// <summary>Start of the random numbers: the same vectors, options and kernels give the same communities.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Most threads to use, from 1; null for all cores. The result does not depend on it.</summary>
    public int? Threads { get; init; }

    /// <summary>Communities for a number of members whose vector says something: one for each <see cref="MembersEach"/>, 1 to <see cref="Most"/>.</summary>
    public int CountFor(int members) => Math.Clamp(members / MembersEach, Math.Min(1, members), Most);

    internal void Check()
    {
        foreach (var (option, value, least) in ((string, int, int)[])[
            (nameof(Most), Most, 1), (nameof(MembersEach), MembersEach, 1), (nameof(Memberships), Memberships, 1), (nameof(EventsEach), EventsEach, 1),
            (nameof(LeastMembers), LeastMembers, 1), (nameof(Favourites), Favourites, 0), (nameof(Tags), Tags, 0), (nameof(Threads), Threads ?? 1, 1)])
            Option.Require(value >= least, option, value, $"{least} and more");
        Option.Require(LikedFrom is null || float.IsFinite(LikedFrom.Value), nameof(LikedFrom), LikedFrom, "finite numbers");
        Option.Require(!string.IsNullOrWhiteSpace(Noun), nameof(Noun), Noun, "a word");
    }
}
