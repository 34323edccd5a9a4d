namespace Recommender.Server.Catalogs;

/// <summary>What came of a change of a title that is on disk and served.</summary>
/// <param name="Existed">Whether there was such a title before.</param>
/// <param name="CatalogVersion">Number of the newest change.</param>
public readonly record struct ChangeOutcome(bool Existed, long CatalogVersion);
