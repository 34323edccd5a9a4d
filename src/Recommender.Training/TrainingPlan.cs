using System.Text.Json;
using Recommender.Learning.Factorization;
using Recommender.Learning.Tastes;

namespace Recommender.Training;

/// <summary>How to train, and where to.</summary>
public sealed record TrainingPlan
{
    /// <summary>Folder of models, made where it is absent.</summary>
    public required string Output { get; init; }

    /// <summary>File of titles' embeddings to take instead of training; null for none.</summary>
    public string? Embeddings { get; init; }

    /// <summary>Report of an evaluation to publish along; null for none.</summary>
    public JsonDocument? Evaluation { get; init; }

    /// <summary>How embeddings are trained and members folded in.</summary>
    public FactorizationOptions Factorization { get; init; } = new();

    /// <summary>Where the training keeps what it has reached; null for nowhere.</summary>
    public CheckpointOptions? Checkpoints { get; init; }

    /// <summary>How communities, micro-genres and personas are learnt.</summary>
    public TasteOptions Tastes { get; init; } = new();
}
