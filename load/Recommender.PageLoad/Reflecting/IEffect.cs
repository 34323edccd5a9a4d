using Recommender.V1;

namespace Recommender.PageLoad.Reflecting;

/// <summary>An event whose effect can be seen on the next page.</summary>
internal interface IEffect
{
    /// <summary>The event, about a title of the page that the member has now; id, member and time are set by whoever sends it.</summary>
    Event Make(Row row, RecommendedTitle title);

    /// <summary>What is wrong with the page after it, which has the same seed, in words; null where it shows the effect.</summary>
    string? Fault(RecommendResponse after, Event recorded);
}
