using Recommender.Learning.Factorization;
using Recommender.Learning.Tastes;

namespace Recommender.Cli.Train;

/// <summary>What to train, from what, and where to.</summary>
/// <param name="Dataset">Folder of the dataset.</param>
/// <param name="Output">Folder of models.</param>
/// <param name="Embeddings">File of embeddings to take instead of training; null for none.</param>
/// <param name="Evaluation">Report to publish along; null for none.</param>
/// <param name="Factorization">How embeddings are trained and members folded in.</param>
/// <param name="Checkpoints">Where the training keeps what it has reached; null for nowhere.</param>
/// <param name="Tastes">How communities, micro-genres and personas are learnt.</param>
internal sealed record TrainPlan(
    string Dataset, string Output, string? Embeddings, string? Evaluation, FactorizationOptions Factorization, CheckpointOptions? Checkpoints, TasteOptions Tastes);
