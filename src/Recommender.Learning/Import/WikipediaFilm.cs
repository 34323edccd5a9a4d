namespace Recommender.Learning.Import;

/// <summary>A film as the lists of Wikipedia's films have it.</summary>
internal sealed record WikipediaFilm
{
    public string? Title { get; init; }

    public int? Year { get; init; }

    public string[]? Cast { get; init; }

    public string[]? Genres { get; init; }

    /// <summary>The name of its article, as in an address.</summary>
    public string? Href { get; init; }
}
