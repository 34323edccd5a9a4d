namespace Recommender.Storage.Members;

/// <summary>The sections of a portrait, in their order on disk.</summary>
internal enum PortraitSection
{
    Communities,
    Tags,
    History,
    Hidden,
    Listed,
    Impressions,
    Habits,
    Tastes,
    RecentEvents,
    Activities,
}
