namespace Recommender.Ranking.Pages;

/// <summary>What speaks for a title.</summary>
public enum ReasonKind
{
    /// <summary>A title of the history that it is like; the subject is that title's row.</summary>
    Watched,

    /// <summary>A community that the member belongs to; the subject is the community.</summary>
    Community,

    /// <summary>A tag that the member likes; the subject is the tag.</summary>
    Tag,

    /// <summary>Many choose it; no subject.</summary>
    Popular,

    /// <summary>More choose it than usual; no subject.</summary>
    Trending,

    /// <summary>It is new; no subject.</summary>
    New,
}
