using Recommender.Learning.TagMaps;

namespace Recommender.Training;

/// <summary>What a training has published.</summary>
public sealed record TrainingResult
{
    /// <summary>Number of the generation.</summary>
    public required long Generation { get; init; }

    /// <summary>Number of members.</summary>
    public required int Members { get; init; }

    /// <summary>Number of titles.</summary>
    public required int Titles { get; init; }

    /// <summary>Of them, those whose embeddings are from tags alone.</summary>
    public required int TitlesFromTags { get; init; }

    /// <summary>Elements of an embedding.</summary>
    public required int Dimension { get; init; }

    /// <summary>What was minimised, after each epoch; empty where embeddings were given.</summary>
    public required IReadOnlyList<double> Losses { get; init; }

    /// <summary>How well tags tell embeddings.</summary>
    public required TagMapFigures TagMap { get; init; }

    /// <summary>Number of taste communities.</summary>
    public required int Communities { get; init; }

    /// <summary>Number of micro-genres.</summary>
    public required int MicroGenres { get; init; }

    /// <summary>Number of personas.</summary>
    public required int Personas { get; init; }
}
