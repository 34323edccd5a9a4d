namespace Recommender.Learning.TagMaps;

/// <summary>How a tag map was chosen.</summary>
/// <param name="Ridge">The ridge that told titles best that were left out.</param>
/// <param name="Explained">Part of the embeddings' sum of squares, by support, that tags alone tell of titles that were left out: at most 1, below 0 where they mislead.</param>
/// <param name="Scale">What embeddings from tags are multiplied by, so that of titles left out they are as long as trained ones in the mean.</param>
public sealed record TagMapFigures(double Ridge, double Explained, double Scale);
