namespace Recommender.Storage.Models;

/// <summary>How large a model is.</summary>
/// <param name="Titles">Titles with an embedding.</param>
/// <param name="Members">Members with one.</param>
/// <param name="Dimension">Elements of an embedding.</param>
public readonly record struct ModelShape(int Titles, int Members, int Dimension);
