namespace Recommender.Learning.Import;

/// <summary>How much is in a dataset.</summary>
/// <param name="Members">Members.</param>
/// <param name="Titles">Titles.</param>
/// <param name="Tags">Tags.</param>
/// <param name="Interactions">Interactions.</param>
public sealed record DatasetCounts(int Members, int Titles, int Tags, long Interactions);
